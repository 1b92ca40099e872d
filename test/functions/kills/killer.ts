import type { ChildProcess } from 'node:child_process';
import type { FaultSource } from '../../../local/aws/faults.ts';

/** Kills a process at its n-th request, to any service. */
export class Killer {
  killed = false;
  #requests = 0;
  #child: ChildProcess | undefined;

  /** @param fate whether that request still takes effect */
  constructor(
    private readonly at: number,
    private readonly fate: 'done' | 'undone',
  ) {}

  watch(child: ChildProcess): void {
    this.#child = child;
  }

  readonly faults: FaultSource = () => {
    this.#requests += 1;
    if (this.#requests !== this.at || this.killed) return undefined;
    this.killed = true;
    this.#child?.kill('SIGKILL');
    return this.fate === 'done' ? undefined : 'drop';
  };
}
