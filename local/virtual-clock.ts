import type { Clock } from '../lambda/ports.ts';

/** A clock whose time passes only on request. */
export class VirtualClock implements Clock {
  constructor(private atMs: number) {}

  nowMs(): number {
    return this.atMs;
  }

  advance(ms: number): void {
    this.atMs += ms;
  }

  /** Waiting makes time pass. */
  async sleep(ms: number): Promise<void> {
    this.advance(ms);
  }
}
