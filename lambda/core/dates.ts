/*
 * Dates are ISO 8601 UTC with milliseconds, so they sort as text.
 */

export const toDate = (ms: number) => new Date(ms).toISOString();

/** The oldest of some dates; missing ones do not count. */
export const oldest = (dates: Iterable<string | undefined>) =>
  [...dates].reduce((min, date) => (date !== undefined && (min === undefined || date < min) ? date : min), undefined);

/** The newest of some dates; missing ones do not count. */
export const newest = (dates: Iterable<string | undefined>) =>
  [...dates].reduce((max, date) => (date !== undefined && (max === undefined || date > max) ? date : max), undefined);
