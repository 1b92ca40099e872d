import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Publisher } from '../ports.ts';

/** Temporary errors of an entry (EventBridge API reference, PutEventsResultEntry). All others are permanent. */
const RETRYABLE_CODES = new Set(['InternalFailure', 'InternalException', 'ThrottlingException']);

export function eventBridgePublisher(client: EventBridgeClient, eventBusName: string): Publisher {
  return {
    async publish(batch) {
      const { FailedEntryCount, Entries = [] } = await client.send(
        new PutEventsCommand({
          Entries: batch.map((event) => ({
            EventBusName: eventBusName,
            Source: event.source,
            DetailType: event['detail-type'],
            Detail: JSON.stringify(event.detail),
            Resources: [...event.resources],
            Time: new Date(event.time),
          })),
        }),
      );
      // A call succeeds even if entries fail. Each entry has its own answer, in the same order.
      return batch.map((_, index) => {
        const entry = Entries[index];
        if (entry?.ErrorCode !== undefined) {
          return { accepted: false, code: entry.ErrorCode, retryable: RETRYABLE_CODES.has(entry.ErrorCode) };
        }
        const answered = FailedEntryCount === 0 || entry?.EventId !== undefined;
        return answered ? { accepted: true } : { accepted: false, code: 'no answer for this entry', retryable: true };
      });
    },
  };
}
