import type { FeedEvent } from './event.ts';

/** PutEvents takes 10 entries and 256 KB a call. */
export const MAX_BATCH_ENTRIES = 10;
export const MAX_BATCH_BYTES = 256_000;

/** As EventBridge counts it: 14 bytes for the time, and the UTF-8 length of source, detail-type, detail and resources. */
export function eventSizeBytes(event: FeedEvent): number {
  const texts = [event.source, event['detail-type'], JSON.stringify(event.detail), ...event.resources];
  return 14 + new TextEncoder().encode(texts.join('')).length;
}

/** Cuts events into calls, in their order. */
export function toBatches<T extends { readonly event: FeedEvent }>(entries: readonly T[]): T[][] {
  const batches: T[][] = [];
  let batch: T[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = eventSizeBytes(entry.event);
    if (batch.length === MAX_BATCH_ENTRIES || (batch.length > 0 && bytes + size > MAX_BATCH_BYTES)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += size;
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}
