import type { EventBridgeClient, PutEventsCommand, PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { SimulatedClock } from './clock.ts';
import type { Knobs } from './knobs.ts';
import type { Random } from './random.ts';
import type { SimulatedRun } from './run.ts';
import type { Scheduler } from './scheduler.ts';

/** Told of every entry that the bus accepted, whether the caller heard of it or not. */
export interface BusObserver {
  offered(run: SimulatedRun, entries: readonly PutEventsRequestEntry[]): void;
  accepted(run: SimulatedRun, entry: PutEventsRequestEntry): void;
}

const ENTRY_ERRORS = ['InternalFailure', 'ThrottlingException', 'NotAuthorizedForSourceException'];

/** EventBridge, below the real adapter: calls fail or are never answered, single entries are refused, it is down for hours. */
export class SimulatedBus {
  downUntilMs = 0;
  faults = true;

  constructor(
    private readonly random: Random,
    private readonly clock: SimulatedClock,
    private readonly knobs: Knobs,
    private readonly scheduler: Scheduler,
    private readonly observer: BusObserver,
  ) {}

  clientOf(run: SimulatedRun): EventBridgeClient {
    const send = ({ input }: PutEventsCommand) => {
      const entries = input.Entries ?? [];
      return this.scheduler.call(run, `publish ${entries.map(({ DetailType }) => DetailType).join(', ')}`, () =>
        this.#withFaults(() => this.#put(run, entries)),
      );
    };
    return { send } as unknown as EventBridgeClient;
  }

  #withFaults<T>(put: () => T): T {
    if (this.clock.trueMs < this.downUntilMs) throw new Error('the bus is down');
    if (!this.faults || !this.random.chance(this.knobs.busFaultChance)) return put();
    const fault = this.random.pick(['refused', 'lost', 'repeated'] as const);
    if (fault === 'refused') throw new Error('refused, and so were all retries');
    const first = put();
    if (fault === 'lost') throw new Error('no answer, nor to any retry');
    return fault === 'repeated' ? put() : first;
  }

  #put(run: SimulatedRun, entries: readonly PutEventsRequestEntry[]) {
    this.observer.offered(run, entries);
    const answers = entries.map((entry) => {
      if (this.faults && this.random.chance(this.knobs.entryFaultChance)) {
        return { ErrorCode: this.random.pick(ENTRY_ERRORS), ErrorMessage: 'refused' };
      }
      this.observer.accepted(run, entry);
      return { EventId: 'accepted' };
    });
    return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
  }
}
