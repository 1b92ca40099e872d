import type { CallFigures } from '../figures.ts';
import type { Call } from '../functions/function-process.ts';
import type { Requests } from '../world/bench-world.ts';

const rounded = (number: number) => Math.round(number * 10) / 10;

/** The calls of one contestant in one phase. */
export class Samples {
  readonly #calls: Call[] = [];
  readonly #initMs: number[] = [];
  requests: Requests | undefined;

  add(call: Call, initMs?: number): void {
    this.#calls.push(call);
    if (initMs !== undefined) this.#initMs.push(rounded(initMs));
  }

  figures(): CallFigures {
    return {
      wallMs: this.#calls.map(({ wallMs }) => rounded(wallMs)),
      cpuMs: this.#calls.map(({ cpuMs }) => rounded(cpuMs)),
      initMs: this.#initMs,
      peakMemoryMb: rounded(Math.max(...this.#calls.map(({ peakMemoryBytes }) => peakMemoryBytes)) / 1e6),
      ...(this.requests && { requests: this.requests }),
    };
  }
}
