import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPIRY_THRESHOLDS } from '../../lambda/core/contract.ts';
import { dueWarning } from '../../lambda/core/deadlines.ts';
import type { Snapshot } from '../../lambda/core/snapshot.ts';

const EXPIRES_AT = '2026-12-05T00:00:00.000Z';
const EXPIRES_MS = 1_796_428_800_000;
const LATER = '2026-12-20T00:00:00.000Z';
const LATER_MS = EXPIRES_MS + 15 * 86_400_000;

const warnedOf = (...warned: readonly string[]): Snapshot => ({
  id: 'engi-0123456789abc',
  fields: { id: 'engi-0123456789abc', status: 'PENDING', expirationDate: EXPIRES_AT },
  release: 1,
  version: 1,
  sequence: 1,
  warned,
  outbox: [],
});

const due = (remainingMs: number, ...warned: readonly string[]) =>
  dueWarning(warnedOf(...warned), EXPIRES_AT, DEFAULT_EXPIRY_THRESHOLDS, EXPIRES_MS - remainingMs);

describe('thresholds, to the millisecond', () => {
  it.each([
    { name: 'a week before', remainingMs: 604_800_000, threshold: undefined },
    { name: 'a millisecond before P3D', remainingMs: 259_200_001, threshold: undefined },
    { name: 'at P3D', remainingMs: 259_200_000, threshold: 'P3D', secondsRemaining: 259_200 },
    { name: 'a millisecond after P3D', remainingMs: 259_199_999, threshold: 'P3D', secondsRemaining: 259_199 },
    { name: 'a millisecond before P1D', remainingMs: 86_400_001, threshold: 'P3D', secondsRemaining: 86_400 },
    { name: 'at P1D', remainingMs: 86_400_000, threshold: 'P1D', secondsRemaining: 86_400 },
    { name: 'a millisecond after P1D', remainingMs: 86_399_999, threshold: 'P1D', secondsRemaining: 86_399 },
    { name: 'a millisecond before PT4H', remainingMs: 14_400_001, threshold: 'P1D', secondsRemaining: 14_400 },
    { name: 'at PT4H', remainingMs: 14_400_000, threshold: 'PT4H', secondsRemaining: 14_400 },
    { name: 'a millisecond after PT4H', remainingMs: 14_399_999, threshold: 'PT4H', secondsRemaining: 14_399 },
    { name: 'a millisecond before the end', remainingMs: 1, threshold: 'PT4H', secondsRemaining: 0 },
    { name: 'at the end', remainingMs: 0, threshold: undefined },
    { name: 'a millisecond after the end', remainingMs: -1, threshold: undefined },
    { name: 'a year after the end', remainingMs: -31_536_000_000, threshold: undefined },
  ])('$name: $threshold', ({ remainingMs, threshold, secondsRemaining }) => {
    const expected = threshold && { expiry: { threshold, secondsRemaining }, mark: `${threshold}@${EXPIRES_AT}` };
    expect(due(remainingMs)).toEqual(expected);
  });
});

describe('what was given already', () => {
  const P3D = `P3D@${EXPIRES_AT}`;
  const P1D = `P1D@${EXPIRES_AT}`;
  const PT4H = `PT4H@${EXPIRES_AT}`;
  const TWO_DAYS = 172_800_000;
  const HALF_A_DAY = 43_200_000;
  const AN_HOUR = 3_600_000;

  it.each([
    { name: 'the same is not given twice', remainingMs: TWO_DAYS, warned: [P3D], threshold: undefined },
    { name: 'a tighter one follows a looser one', remainingMs: HALF_A_DAY, warned: [P3D], threshold: 'P1D' },
    { name: 'the tightest follows both', remainingMs: AN_HOUR, warned: [P3D, P1D], threshold: 'PT4H' },
    { name: 'the tightest follows the loosest', remainingMs: AN_HOUR, warned: [P3D], threshold: 'PT4H' },
    { name: 'nothing follows the tightest', remainingMs: AN_HOUR, warned: [PT4H], threshold: undefined },
    { name: 'a looser one does not follow the tightest', remainingMs: TWO_DAYS, warned: [PT4H], threshold: undefined },
    { name: 'a looser one does not follow a tighter one', remainingMs: TWO_DAYS, warned: [P1D], threshold: undefined },
    { name: 'the order of the marks plays no part', remainingMs: AN_HOUR, warned: [PT4H, P3D], threshold: undefined },
  ])('$name', ({ remainingMs, warned, threshold }) => {
    expect(due(remainingMs, ...warned)?.expiry.threshold).toBe(threshold);
  });
});

describe('an expiration date that moves', () => {
  const given = [`P3D@${EXPIRES_AT}`, `P1D@${EXPIRES_AT}`, `PT4H@${EXPIRES_AT}`];
  const dueFor = (expiresAt: string, nowMs: number, ...warned: readonly string[]) =>
    dueWarning(warnedOf(...warned), expiresAt, DEFAULT_EXPIRY_THRESHOLDS, nowMs);

  it('makes thresholds due anew', () => {
    expect(dueFor(LATER, LATER_MS - 86_400_000, ...given)).toEqual({
      expiry: { threshold: 'P1D', secondsRemaining: 86_400 },
      mark: `P1D@${LATER}`,
    });
  });

  it('makes no threshold due that the new date has not crossed', () => {
    expect(dueFor(LATER, EXPIRES_MS, ...given)).toBeUndefined();
  });

  it('does not repeat what was given for a date that it moves back to', () => {
    expect(dueFor(EXPIRES_AT, EXPIRES_MS - 3_600_000, ...given, `PT4H@${LATER}`)).toBeUndefined();
  });
});

describe('settings', () => {
  it('no thresholds, no warnings', () => {
    expect(dueWarning(warnedOf(), EXPIRES_AT, [], EXPIRES_MS - 1)).toBeUndefined();
  });

  it('takes thresholds of any length, in any order, and leaves the list as it was', () => {
    const thresholds = [
      { threshold: 'PT1M', beforeMs: 60_000 },
      { threshold: 'P10D', beforeMs: 864_000_000 },
      { threshold: 'PT1H', beforeMs: 3_600_000 },
    ];
    const threshold = (remainingMs: number) =>
      dueWarning(warnedOf(), EXPIRES_AT, thresholds, EXPIRES_MS - remainingMs)?.expiry.threshold;
    expect(threshold(864_000_001)).toBeUndefined();
    expect(threshold(864_000_000)).toBe('P10D');
    expect(threshold(3_600_000)).toBe('PT1H');
    expect(threshold(60_000)).toBe('PT1M');
    expect(thresholds.map((each) => each.threshold)).toEqual(['PT1M', 'P10D', 'PT1H']);
  });

  it('warns of no date that cannot be read', () => {
    expect(dueWarning(warnedOf(), 'soon', DEFAULT_EXPIRY_THRESHOLDS, EXPIRES_MS)).toBeUndefined();
  });
});
