import { describe, expect, it } from 'vitest';
import { eventSizeBytes, toBatches } from '../../lambda/core/batches.ts';
import type { FeedEvent } from '../../lambda/core/event.ts';

/** 14 bytes for the time, 15 for the source, 14 for the detail-type, 8 for the detail without its padding. */
const BARE_BYTES = 51;

const eventOf = (padding = ''): FeedEvent => ({
  source: 'engagement-sync',
  'detail-type': 'Sync Completed',
  resources: [],
  time: '2026-11-22T03:00:00.000Z',
  detail: { p: padding },
});

/** Cuts events of these sizes, and returns the sizes call by call. */
function cut(...sizes: readonly number[]): number[][] {
  const entries = sizes.map((size) => ({ size, event: eventOf('p'.repeat(size - BARE_BYTES)) }));
  return toBatches(entries).map((batch) => batch.map(({ size }) => size));
}

describe('the size of an event', () => {
  it('is that of its time, source, detail-type, detail and resources', () => {
    expect(eventSizeBytes(eventOf())).toBe(51);
    expect(eventSizeBytes({ ...eventOf('pp'), resources: ['arn:1', 'arn:22'] })).toBe(51 + 2 + 5 + 6);
  });

  it('is counted in UTF-8', () => {
    expect(eventSizeBytes(eventOf('é'))).toBe(53);
    expect(eventSizeBytes(eventOf('€'))).toBe(54);
    expect(eventSizeBytes(eventOf('😀'))).toBe(55);
    expect(eventSizeBytes({ ...eventOf(), resources: ['é€😀'] })).toBe(60);
  });

  it('counts what JSON escapes', () => {
    expect(eventSizeBytes(eventOf('"\n'))).toBe(55);
  });
});

describe('batches', () => {
  it('of nothing are none', () => {
    expect(cut()).toEqual([]);
  });

  it('hold ten entries, in their order', () => {
    const sizes = Array.from({ length: 21 }, (_, index) => 100 + index);
    expect(cut(...sizes.slice(0, 10))).toEqual([sizes.slice(0, 10)]);
    expect(cut(...sizes.slice(0, 11))).toEqual([sizes.slice(0, 10), [110]]);
    expect(cut(...sizes)).toEqual([sizes.slice(0, 10), sizes.slice(10, 20), [120]]);
  });

  it('hold 256,000 bytes, and no byte more', () => {
    expect(cut(128_000, 128_000)).toEqual([[128_000, 128_000]]);
    expect(cut(128_000, 128_001)).toEqual([[128_000], [128_001]]);
    expect(cut(128_000, 127_900, 100, 100)).toEqual([[128_000, 127_900, 100], [100]]);
  });

  it('count in UTF-8 against the limit', () => {
    const cutOf = (...lengths: readonly number[]) =>
      toBatches(lengths.map((length) => ({ event: eventOf('€'.repeat(length)) }))).length;
    expect(cutOf(42_649, 42_650)).toBe(1); // 255,999 bytes
    expect(cutOf(42_650, 42_650)).toBe(2); // 256,002 bytes
  });

  it('leave a single oversized event alone, and in its place', () => {
    expect(cut(300_000)).toEqual([[300_000]]);
    expect(cut(100, 300_000, 200, 300)).toEqual([[100], [300_000], [200, 300]]);
    expect(cut(300_000, 300_001, 100)).toEqual([[300_000], [300_001], [100]]);
  });

  it('hand back the entries themselves', () => {
    const entry = { event: eventOf(), offer: 'mine' };
    expect(toBatches([entry])[0]?.[0]).toBe(entry);
  });
});
