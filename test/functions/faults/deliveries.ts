import type { DeliveredEvent } from '../../../local/aws/event-bus.ts';
import { type FeedEventView, viewOf } from '../../support/feed.ts';

export interface Deliveries {
  /** By resource, in the order of their first delivery: the form of a story's `events`. */
  readonly changes: Readonly<Record<string, readonly string[]>>;
  /** Events that were delivered again, but not with the identical detail. */
  readonly unlike: readonly string[];
}

/** What a consumer makes of the events: it drops each `eventId` that it has seen. */
export function deliveriesOf(events: readonly DeliveredEvent[]): Deliveries {
  const first = new Map<string, FeedEventView>();
  const changes: Record<string, string[]> = {};
  const unlike: string[] = [];
  for (const event of events.map(viewOf)) {
    if (event.type === 'Sync Completed') continue;
    const before = first.get(event.eventId);
    if (!before) {
      first.set(event.eventId, event);
      changes[event.id] = [...(changes[event.id] ?? []), labelOf(event)];
    } else if (JSON.stringify(before) !== JSON.stringify(event)) {
      unlike.push(`${event.id}: ${labelOf(event)}`);
    }
  }
  return { changes, unlike };
}

function labelOf({ type, sequence, previous, expiry }: FeedEventView): string {
  const { threshold } = (expiry ?? {}) as { threshold?: string };
  return [type, sequence, previous && JSON.stringify(sorted(previous)), threshold].filter(Boolean).join(' ');
}

/** DynamoDB returns a map's keys in an order of its own. */
const sorted = (fields: object) => Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
