import pMap from 'p-map';
import { MAX_BATCH_ENTRIES, toBatches } from '../core/batches.ts';
import { type EventContext, type FeedEvent, toEvent } from '../core/event.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { PublishOutcome, TurnStore } from '../ports.ts';
import { CONCURRENT_WRITES } from './apply-plan.ts';
import { eventContextOf, type Scope } from './scope.ts';

const CONCURRENT_CALLS = 4;

/** An entry that EventBridge refuses for the moment is sent again after 0.2, 0.4, 0.8 and 1.6 seconds. */
const MAX_ATTEMPTS = 5;
const FIRST_RETRY_MS = 200;

/** Why nothing was published, if a whole call to EventBridge failed. */
export const unanswered = (error: unknown) =>
  `EventBridge did not answer: ${error instanceof Error ? error.message : String(error)}`;

interface Offer {
  readonly snapshot: Snapshot;
  readonly event: FeedEvent;
}

/**
 * The committed events that wait to be published.
 *
 * A round sends the first event of each waiting resource, never two of one. The second goes out only after the first was
 * accepted, which keeps a resource's events in order even if single entries are refused. A conditional write removes an
 * accepted event from its outbox. Until then, any later run would publish it again, with the same id.
 */
export class Outboxes {
  readonly #waiting = new Map<string, Snapshot>();
  readonly #attempts = new Map<string, number>();
  #published = 0;
  #failure: string | undefined;
  #busAnswers = true;
  readonly #context: EventContext;

  constructor(
    private readonly scope: Scope,
    private readonly store: TurnStore,
    private readonly isTurnOver: () => boolean,
    private readonly onCleared: (snapshot: Snapshot) => void,
  ) {
    this.#context = eventContextOf(scope);
  }

  /** How many events EventBridge has accepted. */
  get published(): number {
    return this.#published;
  }

  /** Why an event could not be published. It stays in its outbox for the next turn. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Whether everything is published. */
  get isEmpty(): boolean {
    return this.#waiting.size === 0 && this.#failure === undefined;
  }

  add(snapshot: Snapshot): void {
    if (snapshot.outbox.length > 0) this.#waiting.set(snapshot.id, snapshot);
  }

  /** Publishes as long as it can fill a call. The rest goes out with the next page. */
  async publishFullBatches(): Promise<void> {
    while (this.#mayPublish && this.#waiting.size >= MAX_BATCH_ENTRIES) {
      await this.#publishRound(this.#waiting.size - (this.#waiting.size % MAX_BATCH_ENTRIES));
    }
  }

  async publishAll(): Promise<void> {
    while (this.#mayPublish && this.#waiting.size > 0) await this.#publishRound(this.#waiting.size);
  }

  get #mayPublish(): boolean {
    return this.#busAnswers && !this.isTurnOver();
  }

  async #publishRound(size: number): Promise<void> {
    const offers = [...this.#waiting.values()].slice(0, size).flatMap((snapshot) => {
      const [first] = snapshot.outbox;
      return first ? [{ snapshot, event: toEvent(this.#context, this.scope.api, snapshot, first) }] : [];
    });
    const refusals = await pMap(toBatches(offers), (batch) => this.#publishBatch(batch), {
      concurrency: CONCURRENT_CALLS,
    });
    const attempts = Math.max(0, ...refusals.flat());
    if (attempts > 0) await this.scope.ports.clock.sleep(FIRST_RETRY_MS * 2 ** (attempts - 1));
  }

  /** Returns the attempts so far for each entry that is worth another one. */
  async #publishBatch(batch: readonly Offer[]): Promise<number[]> {
    if (!this.#mayPublish) return [];
    let outcomes: readonly PublishOutcome[];
    try {
      outcomes = await this.scope.ports.publisher.publish(batch.map(({ event }) => event));
    } catch (error) {
      // The client has already retried. More attempts would only use up the time that the listing needs.
      this.#busAnswers = false;
      this.#failure = unanswered(error);
      return [];
    }
    const answered = batch.map((offer, index) => ({ offer, outcome: outcomes[index] }));
    await pMap(
      answered.filter(({ outcome }) => outcome?.accepted),
      ({ offer }) => this.#clear(offer.snapshot),
      { concurrency: CONCURRENT_WRITES },
    );
    return answered.flatMap(({ offer, outcome }) =>
      outcome?.accepted ? [] : [this.#refused(offer.snapshot, outcome)],
    );
  }

  async #clear(snapshot: Snapshot): Promise<void> {
    this.#published += 1;
    const cleared = { ...snapshot, outbox: snapshot.outbox.slice(1) };
    await this.store.clear(cleared);
    this.#waiting.delete(cleared.id);
    this.#attempts.delete(cleared.id);
    this.add(cleared);
    this.onCleared(cleared);
  }

  /** Returns the attempts so far, or 0 to leave the entry to the next turn: one bad entry must not hold up the rest. */
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
