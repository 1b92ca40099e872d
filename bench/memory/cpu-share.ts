import { Worker } from 'node:worker_threads';

/**
 * Gives a process a share of one processor.
 *
 * A thread of its own watches it, because this one serves the requests of what is measured. Linux only.
 */
export class CpuShare {
  readonly #control = new Int32Array(new SharedArrayBuffer(12));
  readonly #worker = new Worker(new URL('cpu-share-worker.mjs', import.meta.url), {
    workerData: { control: this.#control },
    execArgv: [],
  });

  /** From now on, until another process is limited. */
  limit(pid: number, share: number): void {
    Atomics.store(this.#control, 1, Math.round(share * 1000));
    Atomics.store(this.#control, 0, pid);
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
