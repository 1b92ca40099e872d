import type { Fields, Snapshot } from './snapshot.ts';
import type { Source } from './source.ts';

/** AWS says that an invitation has expired some time after it did. */
const GRACE_MS = 24 * 60 * 60_000;

/** Stands in the index for a resource that every run looks at. It sorts behind every date. */
export const EVERY_RUN = '~';

/**
 * Until when every run looks at a resource while it is open: its expiry, or its date plus the time that the API's
 * resources are usually open for, whichever is later, and a day more.
 *
 * @returns milliseconds since 1970; undefined for a resource that has neither date
 */
export function openUntilMs(source: Source, fields: Fields): number | undefined {
  const [date, expiresAt] = [source.dateOf(fields), source.expiresAt(fields)];
  if (date === undefined && expiresAt === undefined) return undefined;
  const usualEndMs = date === undefined ? 0 : Date.parse(date) + source.usuallyOpenForMs;
  return Math.max(usualEndMs, expiresAt === undefined ? 0 : Date.parse(expiresAt)) + GRACE_MS;
}

/** Whether a resource is open, and young enough to be looked at in every run. Older ones are for the reconciliation. */
export function isAttended(source: Source, fields: Fields, nowMs: number): boolean {
  return !source.isSettled(fields) && nowMs < (openUntilMs(source, fields) ?? 0);
}

/**
 * Where a resource stands in the index:
 *
 * | the resource                                  | its place            | found by                               |
 * |-----------------------------------------------|----------------------|----------------------------------------|
 * | has an event to publish                       | behind all dates     | every run                              |
 * | is open and young enough                      | behind all dates     | every run                              |
 * | is settled, or has been open for too long     | its own date         | runs whose window reaches back to it   |
 * | the same, without a date                      | not in the index     | the listing, which looks it up by id   |
 */
export function placeInIndex(source: Source, { fields, outbox }: Snapshot, nowMs: number): string | undefined {
  return outbox.length > 0 || isAttended(source, fields, nowMs) ? EVERY_RUN : source.dateOf(fields);
}
