import { expect } from 'vitest';
import type { FeedEventView } from './feed.ts';

/** A consumer as docs/events.md asks for: it drops each `eventId` that it has seen. It checks the promises of the feed. */
export class Consumer {
  readonly #byEventId = new Map<string, FeedEventView>();
  readonly #sequences = new Map<string, number>();

  /** The changes among the events that it has not seen before. */
  take(events: readonly FeedEventView[]): FeedEventView[] {
    return events.filter((event) => event.type !== 'Sync Completed' && this.#isNew(event));
  }

  #isNew(event: FeedEventView): boolean {
    const { id, sequence, type, eventId } = event;
    const seen = this.#byEventId.get(eventId);
    if (seen) {
      expect(JSON.stringify(event), 'a second delivery is identical').toBe(JSON.stringify(seen));
      return false;
    }
    expect(sequence, `the sequence of ${id}, ${type}`).toBe((this.#sequences.get(id) ?? 0) + 1);
    this.#sequences.set(id, sequence);
    this.#byEventId.set(eventId, event);
    return true;
  }
}
