import type { Clock } from '../lambda/ports.ts';

/** Time that passes only when it is told to. */
export class VirtualClock implements Clock {
  constructor(private atMs: number) {}

  nowMs(): number {
    return this.atMs;
  }

  advance(ms: number): void {
    this.atMs += ms;
  }

  /** Who waits, makes time pass. */
  async sleep(ms: number): Promise<void> {
    this.advance(ms);
  }
}
