import {
  type EventBridgeClient,
  EventBridgeServiceException,
  type PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { MAX_CALL_BYTES, readEntry, sizeInBytes } from '../../local/aws/event-entry.ts';
import type { SimulatedClock } from './clock.ts';
import type { SimulatedRun } from './run.ts';
import type { Scheduler } from './scheduler.ts';
import type { BusFaults } from './service-faults.ts';

/** Is told every entry that the bus accepts, even if the caller gets no answer. */
export interface BusObserver {
  offered(run: SimulatedRun, entries: readonly PutEventsRequestEntry[]): void;
  accepted(run: SimulatedRun, entry: PutEventsRequestEntry): void;
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const MAX_CALL_ENTRIES = 10;

/**
 * EventBridge, below the real adapter: calls fail or are never answered, single entries are refused, it is down for hours.
 * `test/contracts` compares it with the stand-in.
 */
export class SimulatedBus {
  downUntilMs = 0;
  faults = true;

  constructor(
    private readonly clock: SimulatedClock,
    private readonly scheduler: Scheduler,
    private readonly observer: BusObserver,
    private readonly drawn: BusFaults,
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
    const fault = this.faults ? this.drawn.ofCall() : undefined;
    if (fault === 'refused') throw new Error('refused, and so were all retries');
    const first = put();
    if (fault === 'lost') throw new Error('no answer, nor to any retry');
    return fault === 'repeated' ? put() : first;
  }

  #put(run: SimulatedRun, entries: readonly PutEventsRequestEntry[]) {
    this.observer.offered(run, entries);
    const onTheWire = entries.map(asOnTheWire);
    if (entries.length === 0 || entries.length > MAX_CALL_ENTRIES) throw invalid('A call has 1 to 10 entries');
    const bytes = onTheWire.reduce((sum, entry) => sum + sizeInBytes(entry), 0);
    if (bytes > MAX_CALL_BYTES) throw invalid('Total size of the entries in the request is over the limit.');

    const answers = entries.map((entry) => {
      const fault = this.faults ? this.drawn.ofEntry() : undefined;
      if (fault !== undefined) return { ErrorCode: fault, ErrorMessage: 'refused' };
      const content = readEntry(asOnTheWire(entry));
      if ('ErrorCode' in content) return content;
      this.observer.accepted(run, entry);
      return { EventId: 'accepted' };
    });
    return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
  }
}

const asOnTheWire = ({ Source = '', DetailType = '', Detail = '', Resources = [], Time }: PutEventsRequestEntry) => ({
  Source,
  DetailType,
  Detail,
  Resources,
  ...(Time && { Time: Time.getTime() / 1000 }),
});

const invalid = (message: string) =>
  new EventBridgeServiceException({ name: 'ValidationException', $fault: 'client', message, $metadata: {} });
