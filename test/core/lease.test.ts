import { describe, expect, it } from 'vitest';
import { ASK_AGAIN_MS, GAP_MS, LISTING_MS, leaseFrom, WORKING_MS, wakeUpWait } from '../../lambda/core/lease.ts';

const NOW = '2026-11-22T03:00:00.000Z';
const NOW_MS = Date.parse(NOW);

describe('a lease', () => {
  it('is asked for 50 seconds, and does not believe what lies more than a quarter of an hour ahead', () => {
    expect(leaseFrom(NOW_MS, 'me', 20_000)).toStrictEqual({
      by: 'me',
      takenAt: NOW,
      until: '2026-11-22T03:00:50.000Z',
      notSince: '2026-11-22T02:59:40.000Z',
      furthestAhead: '2026-11-22T03:15:00.000Z',
    });
  });

  it('with no interval is asked for since now', () => {
    expect(leaseFrom(NOW_MS, 'me', 0).notSince).toBe(NOW);
  });

  it('is longer than a turn begins anything, by the time that its last request may take', () => {
    const leaseMs = Date.parse(leaseFrom(NOW_MS, 'me', 0).until) - NOW_MS;
    expect([LISTING_MS, WORKING_MS, leaseMs - WORKING_MS]).toEqual([20_000, 35_000, 15_000]);
  });

  it('is left alone for longer than those wait who ask again', () => {
    expect([ASK_AGAIN_MS, GAP_MS]).toEqual([1000, 2000]);
  });
});

describe('how long a wake-up waits', () => {
  const LOOKED = { baselineDone: true, lookedAt: NOW };
  const AN_HOUR_AGO = { baselineDone: true, lookedAt: '2026-11-22T02:00:00.000Z' };

  it.each([
    { name: 'not at all, an hour after the latest turn', checkpoint: AN_HOUR_AGO, sent: 0, at: 0, wait: 0 },
    { name: 'not at all, without any turn', checkpoint: { baselineDone: true }, sent: 0, at: 0, wait: 0 },
    { name: 'until 20 seconds after the latest turn', checkpoint: LOOKED, sent: 1000, at: 3000, wait: 17_001 },
    { name: 'not at all after that', checkpoint: LOOKED, sent: 1000, at: 20_001, wait: 0 },
    { name: 'nor later', checkpoint: LOOKED, sent: 1000, at: 21_000, wait: 0 },
    { name: 'never longer, where a clock was ahead', checkpoint: LOOKED, sent: 1000, at: -60_000, wait: 20_000 },
    { name: 'sent when the turn began', checkpoint: LOOKED, sent: 0, at: 20_001, wait: 0 },
    { name: 'sent just before it, as clocks differ', checkpoint: LOOKED, sent: -2000, at: 20_001, wait: 0 },
    { name: 'sent before it', checkpoint: LOOKED, sent: -2001, at: 20_000, wait: 'needless' },
    {
      name: 'without a turn before the first sync',
      checkpoint: { baselineDone: false },
      sent: 0,
      at: 0,
      wait: 'needless',
    },
    {
      name: 'before the first sync is done',
      checkpoint: { ...AN_HOUR_AGO, baselineDone: false },
      sent: 0,
      at: 0,
      wait: 'needless',
    },
  ] as const)('$name: $wait', ({ checkpoint, sent, at, wait }) => {
    expect(wakeUpWait(checkpoint, NOW_MS + sent, NOW_MS + at)).toBe(wait);
  });
});
