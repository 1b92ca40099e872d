/**
 * What a partner account may read in 24 hours. AWS lists it for six operations at once, that of the invitations among
 * them, and the 24 hours roll: https://docs.aws.amazon.com/partner-central/latest/developer-guide/quotas.html
 */
export const CALLS_A_DAY_ALLOWED = 100_000;

/** Most of the quota belongs to the partner's CRM integration. */
export const FAIR_SHARE = 0.1;

/** Enough for about 200 invitations from the newest to the oldest pending one. How many there are, nobody knows at synth. */
export const ASSUMED_PAGES_A_SYNC = 2;

const MINUTES_A_DAY = 24 * 60;

/** Calls of scheduled syncs that list the window. The daily listing of everything, and wake-ups, come on top. */
export const syncCallsADay = (lists: number, rateMinutes: number) =>
  lists * (MINUTES_A_DAY / rateMinutes) * ASSUMED_PAGES_A_SYNC;

/** The quickest rate, in minutes, whose syncs keep to the fair share. */
export const fairRateMinutes = (lists: number) =>
  Math.ceil(syncCallsADay(lists, 1) / (FAIR_SHARE * CALLS_A_DAY_ALLOWED));
