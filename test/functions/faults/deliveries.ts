import type { DeliveredEvent } from '../../../local/aws/event-bus.ts';
import { Consumer } from '../../support/consumer.ts';
import { type FeedEventView, viewOf } from '../../support/feed.ts';
import type { Story } from './story.ts';

/** A consumer's view of the events, in the form of a story's. */
export function changesIn(events: readonly DeliveredEvent[]): Story['events'] {
  const changes: Record<string, string[]> = {};
  for (const event of new Consumer().take(events.map(viewOf))) {
    changes[event.id] = [...(changes[event.id] ?? []), labelOf(event)];
  }
  return changes;
}

function labelOf({ type, sequence, previous, expiry }: FeedEventView): string {
  const { threshold } = (expiry ?? {}) as { threshold?: string };
  return [type, sequence, previous && JSON.stringify(sorted(previous)), threshold].filter(Boolean).join(' ');
}

/** DynamoDB returns a map's keys in any order. */
const sorted = (fields: object) => Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
