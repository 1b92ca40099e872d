import { callBudget } from '../../lambda/adapters/call-limit.ts';
import { PARTNER_CENTRAL } from '../../lambda/apis/partner-central.ts';
import { SECOND_MS, type SimulatedClock } from './clock.ts';

/** An execution environment of a function. One run after the other uses it, with the same real budget of calls. */
export class ExecutionEnvironment {
  readonly #budget;
  readonly #meter;

  constructor(clock: SimulatedClock, callsPerSecond: number) {
    const budget = callBudget(callsPerSecond, PARTNER_CENTRAL.quota);
    let filledMs = clock.trueMs;
    // The library's bucket uses the clock of the process.
    budget.drip = () => {
      const filling = ((clock.trueMs - filledMs) / budget.interval) * budget.tokensPerInterval;
      budget.content = Math.min(budget.bucketSize, budget.content + filling);
      filledMs = clock.trueMs;
      return filling > 0;
    };
    this.#budget = budget;
    this.#meter = new CallMeter(clock, callsPerSecond, Math.max(1, Math.min(10, 2 * callsPerSecond)));
  }

  /** Pays for a call, or returns how long to wait until it can. */
  pay(): { readonly waitMs: number } | 'paid' {
    return this.#budget.tryRemoveTokens(1) ? 'paid' : { waitMs: this.#budget.getWaitTime(1) };
  }

  /** @returns whether the call keeps within the contract: `callsPerSecond`, and twice that, at most 10, at once */
  calls(): boolean {
    return this.#meter.count();
  }
}

/** Counts calls against a rate and a burst: the excess over the rate has to drain first. */
export class CallMeter {
  #excess = 0;
  #countedMs: number;

  constructor(
    private readonly clock: SimulatedClock,
    private readonly callsPerSecond: number,
    private readonly atOnce: number,
  ) {
    this.#countedMs = clock.trueMs;
  }

  /** @returns whether there was room for the call; a call without room does not count. */
  count(): boolean {
    const runOff = ((this.clock.trueMs - this.#countedMs) / SECOND_MS) * this.callsPerSecond;
    this.#countedMs = this.clock.trueMs;
    this.#excess = Math.max(0, this.#excess - runOff);
    if (this.#excess + 1 > this.atOnce + 1e-6) return false;
    this.#excess += 1;
    return true;
  }
}
