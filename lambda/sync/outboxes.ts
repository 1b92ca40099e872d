import pMap from 'p-map';
import { MAX_BATCH_ENTRIES, toBatches } from '../core/batches.ts';
import { type EventContext, type FeedEvent, toEvent } from '../core/event.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Source } from '../core/source.ts';
import type { Clock, Publisher, PublishOutcome, SnapshotStore } from '../ports.ts';

const CONCURRENT_CALLS = 4;
const CONCURRENT_WRITES = 25;

/** An entry that EventBridge refuses for a moment is offered again, after 0.2, 0.4, 0.8 and 1.6 seconds. */
const MAX_ATTEMPTS = 5;
const FIRST_RETRY_MS = 200;

/** What a call of EventBridge that failed as a whole means for the run. */
export const unanswered = (error: unknown) =>
  `EventBridge did not answer: ${error instanceof Error ? error.message : String(error)}`;

interface Offer {
  readonly snapshot: Snapshot;
  readonly event: FeedEvent;
}

/**
 * The events that are committed and wait to be published.
 *
 * A round offers the first event of each waiting resource, never two of one: the second goes out only after the first
 * was accepted, which keeps a resource's events in order even when single entries are refused. An accepted event
 * leaves its outbox by a conditional write; until then any later run would publish it again, with the same id.
 */
export class Outboxes {
  readonly #waiting = new Map<string, Snapshot>();
  readonly #attempts = new Map<string, number>();
  #published = 0;
  #failure: string | undefined;
  #busAnswers = true;

  constructor(
    private readonly ports: { readonly store: SnapshotStore; readonly publisher: Publisher; readonly clock: Clock },
    private readonly source: Source,
    private readonly context: EventContext,
    private readonly onSettled: (snapshot: Snapshot) => void,
  ) {}

  /** How many events EventBridge has accepted. */
  get published(): number {
    return this.#published;
  }

  /** Why something could not be published. It is kept, and the next run goes on with it. */
  get failure(): string | undefined {
    return this.#failure;
  }

  add(snapshot: Snapshot): void {
    if (snapshot.outbox.length > 0) this.#waiting.set(snapshot.id, snapshot);
  }

  /** Publishes as long as a call can be filled; what is left over goes out with the next page. */
  async publishFullBatches(): Promise<void> {
    while (this.#busAnswers && this.#waiting.size >= MAX_BATCH_ENTRIES) {
      await this.#publishRound(this.#waiting.size - (this.#waiting.size % MAX_BATCH_ENTRIES));
    }
  }

  async publishAll(): Promise<void> {
    while (this.#busAnswers && this.#waiting.size > 0) await this.#publishRound(this.#waiting.size);
  }

  async #publishRound(size: number): Promise<void> {
    const offers = [...this.#waiting.values()].slice(0, size).flatMap((snapshot) => {
      const [first] = snapshot.outbox;
      return first ? [{ snapshot, event: toEvent(this.context, this.source, snapshot, first) }] : [];
    });
    const refusals = await pMap(toBatches(offers), (batch) => this.#publishBatch(batch), {
      concurrency: CONCURRENT_CALLS,
    });
    const attempts = Math.max(0, ...refusals.flat());
    if (attempts > 0) await this.ports.clock.sleep(FIRST_RETRY_MS * 2 ** (attempts - 1));
  }

  /** Returns how often each entry that is worth another attempt has been offered by now. */
  async #publishBatch(batch: readonly Offer[]): Promise<number[]> {
    if (!this.#busAnswers) return [];
    let outcomes: readonly PublishOutcome[];
    try {
      outcomes = await this.ports.publisher.publish(batch.map(({ event }) => event));
    } catch (error) {
      // The client has retried already. To go on would only use up the time that the listing needs.
      this.#busAnswers = false;
      this.#failure = unanswered(error);
      return [];
    }
    const answered = batch.map((offer, index) => ({ offer, outcome: outcomes[index] }));
    await pMap(
      answered.filter(({ outcome }) => outcome?.accepted),
      ({ offer }) => this.#settle(offer.snapshot),
      { concurrency: CONCURRENT_WRITES },
    );
    return answered.flatMap(({ offer, outcome }) =>
      outcome?.accepted ? [] : [this.#refused(offer.snapshot, outcome)],
    );
  }

  async #settle(snapshot: Snapshot): Promise<void> {
    this.#published += 1;
    const settled = { ...snapshot, outbox: snapshot.outbox.slice(1) };
    await this.ports.store.settle(settled);
    this.#waiting.delete(settled.id);
    this.#attempts.delete(settled.id);
    this.add(settled);
    this.onSettled(settled);
  }

  /** Returns the attempts so far, or 0 where the entry is left to the next run: one bad entry must not hold up the rest. */
  #refused({ id }: Snapshot, outcome: PublishOutcome | undefined): number {
    const attempts = (this.#attempts.get(id) ?? 0) + 1;
    this.#attempts.set(id, attempts);
    const { code, retryable } =
      outcome?.accepted === false ? outcome : { code: 'no answer for this entry', retryable: true };
    if (retryable && attempts < MAX_ATTEMPTS) return attempts;
    this.#failure = `EventBridge refused an event: ${code}`;
    this.#waiting.delete(id);
    return 0;
  }
}
