export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The time of a world. It passes when the scheduler says so; what the functions' own clock shows may be off. */
export class SimulatedClock {
  #trueMs = Date.parse('2026-11-22T03:00:00.000Z');
  skewMs = 0;

  get trueMs(): number {
    return this.#trueMs;
  }

  /** What the functions take for the time. */
  get shownMs(): number {
    return this.#trueMs + this.skewMs;
  }

  advance(ms: number): void {
    this.#trueMs += ms;
  }

  advanceTo(ms: number): void {
    if (ms > this.#trueMs) this.#trueMs = ms;
  }
}
