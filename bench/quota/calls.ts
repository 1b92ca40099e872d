import { type Day, measured } from './measured.ts';

const PAGE_SIZE = 100;

/**
 * Calls of a day without a change. A history that was not played at this rate takes as many syncs as one that was; one
 * that was not played at all takes what the longest took, and a page for each 100 more.
 */
export function callsADay(rate: string, history: number): number {
  const syncs = dayWith((day) => day.rate === rate).syncs;
  const longest = measured.days.reduce((a, b) => (b.history > a.history ? b : a));
  const day = history > longest.history ? longest : dayWith((one) => one.history === history);
  return syncs * (day.syncCalls / day.syncs) + day.reconciliationCalls + (history - day.history) / PAGE_SIZE;
}

function dayWith(matches: (day: Day) => boolean): Day {
  const day = measured.days.find(matches);
  if (!day)
    throw new Error('No such day was measured. Add it to bench/quota/measure.ts, and run npm run quota:measure');
  return day;
}
