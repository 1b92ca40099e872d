import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { callsADay } from '../../bench/quota/calls.ts';
import { playDays, syncCallsWith } from '../../bench/quota/day.ts';
import { document } from '../../bench/quota/document.ts';
import { measured } from '../../bench/quota/measured.ts';
import { syncCallsADay } from '../../lib/sync/quota.ts';

const environment = { ...process.env };
afterAll(() => {
  process.env = environment;
});

it('docs/quota.md is up to date; if not, run npm run quota', () => {
  expect(readFileSync(new URL('../../docs/quota.md', import.meta.url), 'utf8')).toBe(document());
});

describe('what was measured', () => {
  it('of a day is so still, at a rate that is played quickly; if not, run npm run quota:measure and npm run quota', async () => {
    const [before] = measured.days;
    const [day] = await playDays(100, measured.open, ['PT1H']);
    expect(day).toEqual({
      history: 100,
      rate: 'PT1H',
      syncs: 2 * 24,
      syncCalls: 2 * 24 * ((before?.syncCalls ?? 0) / (before?.syncs ?? 0)),
      reconciliationCalls: before?.reconciliationCalls,
    });
  });

  it.each(measured.syncs.filter(({ open }) => open <= 150))(
    'of a sync with $open pending is so still',
    async ({ open, calls }) => {
      expect(await syncCallsWith(open)).toBe(calls);
    },
  );

  it.each(measured.days)('is what the table says of $history at $rate', (day) => {
    expect(callsADay(day.rate, day.history)).toBe(day.syncCalls + day.reconciliationCalls);
  });

  it('is what the warning estimates of the syncs', () => {
    for (const { history, rate, syncCalls } of measured.days.filter((day) => day.history === 100)) {
      expect(syncCalls, `${history} at ${rate}`).toBe(syncCallsADay(2, Number(/\d+/.exec(rate)?.[0])));
    }
  });
});

it('a history that was not measured, but is shorter than the longest, is refused', () => {
  expect(() => callsADay('PT1M', 200)).toThrow('run npm run quota:measure');
});
