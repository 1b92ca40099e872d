import { LIST_CLIENT } from '../../lambda/adapters/clients.ts';
import { ListingError } from '../../lambda/ports.ts';
import { SECOND_MS, type SimulatedClock } from './clock.ts';
import type { Ledger } from './ledger.ts';
import type { Random } from './random.ts';
import type { SimulatedRun } from './run.ts';
import type { Delay, Scheduler } from './scheduler.ts';

/** One attempt at a call, from the API's view. */
export interface Attempt extends Delay {
  /** Of this call, from 1 */
  readonly number: number;
  /** When the client gives up; Infinity: never. */
  readonly endMs: number;
}

/** The API asks the client to try again later. */
export class Throttled extends Error {
  override readonly name = 'ThrottlingException';
}

/** The client of the list API: it pays for each attempt, retries, and gives up in time. */
export class ListClient {
  constructor(
    private readonly random: Random,
    private readonly clock: SimulatedClock,
    private readonly scheduler: Scheduler,
    private readonly ledger: Ledger,
  ) {}

  /** @throws ListingError with the number of attempts; other errors of the API as they are */
  async call<T>(
    run: SimulatedRun,
    what: string,
    timeLeftMs: number | undefined,
    serve: (attempt: Attempt) => T,
  ): Promise<{ readonly answer: T; readonly attempts: number }> {
    const { clock, scheduler, random } = this;
    const endMs = timeLeftMs === undefined ? Number.POSITIVE_INFINITY : clock.trueMs + Math.max(timeLeftMs, SECOND_MS);
    for (let number = 1; ; number++) {
      await this.#pay(run);
      if (clock.trueMs >= endMs) throw new ListingError('timed out', number);
      try {
        const answer = await scheduler.call(run, what, (call) =>
          serve({ number, endMs, delay: (ms) => call.delay(ms) }),
        );
        return { answer, attempts: number };
      } catch (error) {
        if (!(error instanceof Throttled)) throw error;
        if (number === LIST_CLIENT.maxAttempts) throw new ListingError('throttled', number, { cause: error });
        await this.#wait(run, random.integer(0, 100 * 2 ** number));
      }
    }
  }

  async #pay(run: SimulatedRun): Promise<void> {
    for (let payment = run.environment.pay(); payment !== 'paid'; payment = run.environment.pay()) {
      await this.#wait(run, payment.waitMs);
    }
    run.listCalls += 1;
    if (!run.environment.calls()) this.ledger.fail(`${run.name}: more list calls than the limit allows`);
  }

  #wait(run: SimulatedRun, ms: number): Promise<void> {
    return this.scheduler.call(run, `wait ${ms} ms for a list call`, () => undefined, ms);
  }
}
