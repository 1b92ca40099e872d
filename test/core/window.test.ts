import { describe, expect, it } from 'vitest';
import { contactEngagements } from '../../lambda/core/contact-engagements.ts';
import { invitations } from '../../lambda/core/invitations.ts';
import type { OutboxEntry, Snapshot } from '../../lambda/core/snapshot.ts';
import { isSettled, marksOf, NO_CHECKPOINT, oldest, watermarkAfter, windowStart } from '../../lambda/core/window.ts';

const source = invitations('AWS');
const [D1, D2, D3, D4] = [
  '2026-11-01T00:00:00.000Z',
  '2026-11-02T00:00:00.000Z',
  '2026-11-03T00:00:00.000Z',
  '2026-11-04T00:00:00.000Z',
];
const WAITING: OutboxEntry = { detailType: 'Engagement Invitation Accepted', sequence: 1, detectedAt: D4 };

const snapshot = (status: string, date?: string, outbox: readonly OutboxEntry[] = []): Snapshot => ({
  id: `${status}-${date}`,
  ...(date !== undefined && { date }),
  fields: { status },
  version: 1,
  sequence: 1,
  warned: [],
  outbox,
});

describe('settled', () => {
  it.each([
    { name: 'final and published', of: snapshot('ACCEPTED', D1), settled: true },
    { name: 'final, not published', of: snapshot('ACCEPTED', D1, [WAITING]), settled: false },
    { name: 'open', of: snapshot('PENDING', D1), settled: false },
    { name: 'of an unknown status', of: snapshot('ON_HOLD', D1), settled: false },
  ])('$name: $settled', ({ of, settled }) => {
    expect(isSettled(source, of)).toBe(settled);
  });
});

describe('the watermark after a listing', () => {
  const RUN = '2026-11-22T03:00:00.000Z';

  it.each([
    { name: 'nothing known: none', snapshots: [], newest: undefined, watermark: undefined },
    { name: 'only undated ones: none', snapshots: [snapshot('PENDING')], newest: undefined, watermark: undefined },
    { name: 'all settled: the newest', snapshots: [snapshot('ACCEPTED', D1)], newest: D3, watermark: D3 },
    { name: 'nothing stored: the newest', snapshots: [], newest: D3, watermark: D3 },
    {
      name: 'the oldest that is open',
      snapshots: [snapshot('PENDING', D3), snapshot('PENDING', D2), snapshot('ACCEPTED', D1)],
      newest: D4,
      watermark: D2,
    },
    {
      name: 'the oldest that is not published',
      snapshots: [snapshot('PENDING', D3), snapshot('EXPIRED', D1, [WAITING])],
      newest: D4,
      watermark: D1,
    },
    { name: 'an unknown status is open', snapshots: [snapshot('ON_HOLD', D2)], newest: D4, watermark: D2 },
    {
      name: 'an open one without a date does not count',
      snapshots: [snapshot('PENDING'), snapshot('PENDING', D2)],
      newest: D4,
      watermark: D2,
    },
    { name: 'no newest date, one open', snapshots: [snapshot('PENDING', D2)], newest: undefined, watermark: D2 },
    {
      name: 'never later than the run began',
      snapshots: [],
      newest: '2027-01-01T00:00:00.000Z',
      watermark: RUN,
    },
    {
      name: 'an open one from the future does not hide what is to come',
      snapshots: [snapshot('PENDING', '9999-01-01T00:00:00.000Z')],
      newest: '9999-01-01T00:00:00.000Z',
      watermark: RUN,
    },
  ])('$name', ({ snapshots, newest, watermark }) => {
    expect(watermarkAfter(source, snapshots, newest, RUN)).toBe(watermark);
  });

  it('asks the source what is settled', () => {
    const stopped: Snapshot = { ...snapshot('', D1), fields: { stopTime: D2 } };
    const started: Snapshot = { ...snapshot('', D1), fields: {} };
    expect(watermarkAfter(contactEngagements('us-east-1'), [stopped], D3, RUN)).toBe(D3);
    expect(watermarkAfter(contactEngagements('us-east-1'), [started], D3, RUN)).toBe(D1);
  });

  it('reads its snapshots once, whatever they come in', () => {
    const once = new Map([['a', snapshot('PENDING', D2)]]).values();
    expect(watermarkAfter(source, once, D4, RUN)).toBe(D2);
  });
});

describe('the start of a window', () => {
  it('is an hour before its watermark', () => {
    expect(windowStart('2026-11-22T03:00:00.123Z')).toBe('2026-11-22T02:00:00.123Z');
    expect(windowStart('2026-03-01T00:30:00.000Z')).toBe('2026-02-28T23:30:00.000Z');
  });
});

describe('the oldest of dates', () => {
  it.each([
    { name: 'none', dates: [], found: undefined },
    { name: 'none but missing ones', dates: [undefined, undefined], found: undefined },
    { name: 'one', dates: [D2], found: D2 },
    { name: 'some, in no order', dates: [D3, D1, D2], found: D1 },
    { name: 'some, and missing ones', dates: [undefined, D3, undefined, D2], found: D2 },
  ])('$name', ({ dates, found }) => {
    expect(oldest(dates)).toBe(found);
  });
});

describe('a scope that was never synced', () => {
  it('has its baseline before it, and no marks', () => {
    expect(NO_CHECKPOINT).toStrictEqual({ version: 0, baselineDone: false });
    expect(marksOf(NO_CHECKPOINT, Date.parse(D4))).toEqual([]);
  });
});

describe('the mark of a run', () => {
  const mark = { by: 7, from: D1, at: D2 };
  const later = { by: 9, from: D1, at: D3 };
  const marksAfter = (sinceMs: number) =>
    marksOf({ ...NO_CHECKPOINT, touched: [mark, later] }, Date.parse(mark.at) + sinceMs);
  const MINUTE_MS = 60_000;

  it('counts for 31 minutes after the run last said so', () => {
    expect(marksAfter(0)).toEqual([mark, later]);
    expect(marksAfter(31 * MINUTE_MS)).toEqual([mark, later]);
    expect(marksAfter(31 * MINUTE_MS + 1)).toEqual([later]);
    expect(marksAfter(24 * 60 * MINUTE_MS + 31 * MINUTE_MS + 1)).toEqual([]);
  });
});
