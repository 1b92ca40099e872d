const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * The time left, in words: "3 days", "1 day 12 hours", "3 hours 50 minutes", "25 minutes". A warning comes some minutes
 * after its threshold; rounding turns them into the threshold again.
 */
export function durationInWords(ms: number): string {
  const hours = Math.round(ms / HOUR_MS);
  if (hours >= 24) return joined([Math.floor(hours / 24), 'day'], [hours % 24, 'hour']);
  const tens = Math.round(ms / (10 * MINUTE_MS));
  if (tens >= 6) return joined([Math.floor(tens / 6), 'hour'], [(tens % 6) * 10, 'minute']);
  return joined([Math.max(1, Math.round(ms / MINUTE_MS)), 'minute']);
}

const joined = (...parts: readonly (readonly [count: number, unit: string])[]) =>
  parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`)
    .join(' ');

/** `Monday 24 May 2021, 20:00 (Europe/Berlin)` */
export const momentInWords = (iso: string, timeZone: string) =>
  `${dayInWords(iso, timeZone)}, ${partsOf(iso, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, ':')} (${timeZone})`;

/** `Monday 24 May 2021` */
export const dayInWords = (iso: string, timeZone: string) =>
  partsOf(iso, timeZone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, ' ');

/** Joins only the parts: the text between them changes between versions of Node. */
const partsOf = (iso: string, timeZone: string, options: Intl.DateTimeFormatOptions, between: string) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone })
    .formatToParts(new Date(iso))
    .filter(({ type }) => type !== 'literal')
    .map(({ value }) => value)
    .join(between);
