export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The time of a world. The scheduler advances it; the functions' own clocks may be off. */
export class SimulatedClock {
  #trueMs = Date.parse('2026-11-22T03:00:00.000Z');
  skewMs = 0;

  get trueMs(): number {
    return this.#trueMs;
  }

  /** The time that the functions see. */
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
