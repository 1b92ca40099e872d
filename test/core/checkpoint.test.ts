import { describe, expect, it } from 'vitest';
import {
  type Checkpoint,
  checkpointAfter,
  isReconciliationDue,
  NO_CHECKPOINT,
  type Place,
  type Progress,
} from '../../lambda/core/checkpoint.ts';

const [D1, D2, D3, D4] = [
  '2026-11-21T01:00:00.000Z',
  '2026-11-21T02:00:00.000Z',
  '2026-11-21T03:00:00.000Z',
  '2026-11-21T04:00:00.000Z',
];
const HOUR_MS = 3_600_000;
const [NO_JITTER, HALF, FULL] = ['00000000', '7fffffff', 'ffffffff'].map((digest) => digest.padEnd(64, 'a')) as [
  string,
  string,
  string,
];

it('a scope that was never synced has its baseline before it, and nothing else', () => {
  expect(NO_CHECKPOINT).toStrictEqual({ baselineDone: false });
});

describe('a listing of everything', () => {
  const RECONCILED: Checkpoint = { baselineDone: true, reconciledAt: D1 };
  const dueAfter = (ms: number, digest: string, checkpoint = RECONCILED) =>
    isReconciliationDue(checkpoint, digest, Date.parse(D1) + ms);

  it('is due a day after the last one began, and up to an hour later by the scope', () => {
    for (const [digest, afterMs] of [
      [NO_JITTER, 24 * HOUR_MS],
      [HALF, 24.5 * HOUR_MS - 1],
      [FULL, 25 * HOUR_MS],
    ] as const) {
      expect(dueAfter(afterMs, digest), `${digest}, just before`).toBe(false);
      expect(dueAfter(afterMs + 2, digest), `${digest}, just after`).toBe(true);
    }
    expect(dueAfter(24 * HOUR_MS + 1, NO_JITTER)).toBe(true);
    expect(dueAfter(1, NO_JITTER)).toBe(false);
  });

  it('is due where the last one began more than a day ahead, by a clock that was wrong', () => {
    expect(dueAfter(-24 * HOUR_MS, NO_JITTER)).toBe(false);
    expect(dueAfter(-24 * HOUR_MS - 1, NO_JITTER)).toBe(true);
  });

  it.each<{ name: string; checkpoint: Checkpoint; due: boolean }>([
    { name: 'the first', checkpoint: NO_CHECKPOINT, due: true },
    { name: 'the first, as far as is known', checkpoint: { baselineDone: true }, due: true },
    { name: 'a first one that did not finish', checkpoint: { baselineDone: false, reconciledAt: D1 }, due: true },
    { name: 'an unfinished one', checkpoint: { ...RECONCILED, everything: { begunAt: D2, token: 'a' } }, due: true },
    { name: 'one that somebody asked for', checkpoint: { ...RECONCILED, reconcileWanted: 'b' }, due: true },
    {
      name: 'one that somebody asked for again',
      checkpoint: { ...RECONCILED, reconcileWanted: 'b', reconcileAnswered: 'a' },
      due: true,
    },
    {
      name: 'one that was asked for, and answered',
      checkpoint: { ...RECONCILED, reconcileWanted: 'b', reconcileAnswered: 'b' },
      due: false,
    },
    {
      name: 'none, while a window is unfinished',
      checkpoint: { ...RECONCILED, window: { begunAt: D2, since: D1 } },
      due: false,
    },
  ])('$name: $due', ({ checkpoint, due }) => {
    expect(isReconciliationDue(checkpoint, NO_JITTER, Date.parse(D3))).toBe(due);
  });
});

describe('the checkpoint after a turn', () => {
  const FROM = '2026-10-31T00:00:00.000Z';
  const place = (token: string): Place => ({ since: FROM, token, begunAt: D3, newest: D4, answers: 'a' });
  const start = place('start');
  const done = (newest?: string): Progress => ({ isDone: true, place: undefined, start, newest });
  const partly = (newest?: string): Progress => ({ isDone: false, place: place('next'), start, newest });
  const failed = (newest?: string): Progress => ({ isDone: false, place: undefined, start, newest });
  const BEFORE: Checkpoint = {
    lookedAt: D3,
    listedTo: D1,
    baselineDone: true,
    reconciledAt: D1,
    reconcileWanted: 'b',
    window: place('window'),
    everything: place('everything'),
  };

  it('that did nothing is as it was', () => {
    expect(checkpointAfter(BEFORE, {})).toStrictEqual(BEFORE);
    expect(checkpointAfter(NO_CHECKPOINT, {})).toEqual(NO_CHECKPOINT);
  });

  it.each<{ name: string; window: Progress; expected: Partial<Checkpoint> }>([
    {
      name: 'that is done: listed to its newest, no place',
      window: done(D2),
      expected: { listedFrom: FROM, listedTo: D2, window: undefined },
    },
    {
      name: 'that showed a date from the future: listed to its beginning',
      window: done(D4),
      expected: { listedFrom: FROM, listedTo: D3, window: undefined },
    },
    {
      name: 'that showed nothing: listed to where it was, no place',
      window: done(),
      expected: { listedFrom: FROM, window: undefined },
    },
    { name: 'that goes on: its place', window: partly(D2), expected: { window: place('next') } },
    { name: 'that begins again: no place', window: failed(D2), expected: { window: undefined } },
  ])('of a window $name', ({ window, expected }) => {
    expect(checkpointAfter(BEFORE, { window })).toStrictEqual({ ...BEFORE, ...expected });
  });

  it.each<{ name: string; everything: Progress; expected: Partial<Checkpoint> }>([
    {
      name: 'that is done: reconciled since its beginning, its asking answered, no place; the window stays',
      everything: done(D2),
      expected: { reconciledAt: D3, reconcileAnswered: 'a', everything: undefined },
    },
    { name: 'that goes on: its place', everything: partly(D2), expected: { everything: place('next') } },
    { name: 'that begins again: no place', everything: failed(D2), expected: { everything: undefined } },
  ])('of everything $name', ({ everything, expected }) => {
    expect(checkpointAfter(BEFORE, { everything })).toStrictEqual({ ...BEFORE, ...expected });
  });

  it('of a window and everything takes from each its own', () => {
    expect(checkpointAfter(BEFORE, { window: done(D2), everything: done(D3) })).toStrictEqual({
      ...BEFORE,
      listedFrom: FROM,
      listedTo: D2,
      window: undefined,
      reconciledAt: D3,
      reconcileAnswered: 'a',
      everything: undefined,
    });
    expect(checkpointAfter(BEFORE, { window: partly(D2), everything: done(D3) })).toMatchObject({ listedTo: D1 });
  });

  describe('of a first listing', () => {
    const left = (everything: Progress) => checkpointAfter(NO_CHECKPOINT, { everything });

    it('that is done is as good as a window', () => {
      const NO_PLACE = { window: undefined, everything: undefined };
      const expected = { listedTo: D2, baselineDone: true, reconciledAt: D3, reconcileAnswered: 'a', ...NO_PLACE };
      expect(left(done(D2))).toStrictEqual(expected);
      expect(left(done())).toStrictEqual({ ...expected, listedTo: '1970-01-01T00:00:00.000Z' });
    });

    it('that goes on has seen what is newer than its place', () => {
      expect(left(partly(D2))).toStrictEqual({
        baselineDone: false,
        listedTo: D2,
        window: undefined,
        everything: place('next'),
      });
    });

    it('that goes on, and has seen no date yet, has not', () => {
      expect(left(partly())).not.toHaveProperty('listedTo');
    });

    it('whose window is done, too, was seen by the window', () => {
      const next = checkpointAfter({ baselineDone: false }, { window: done(D1), everything: partly(D2) });
      expect(next.listedTo).toBe(D1);
    });
  });
});
