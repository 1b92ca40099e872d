import { type Api, dateOf } from './api.ts';
import type { Fields } from './fields.ts';
import type { Snapshot } from './snapshot.ts';

/** AWS reports an expired invitation some time after it expired. */
const GRACE_MS = 24 * 60 * 60_000;

/** The place in the index of a resource that every run looks at. It sorts behind every date. */
export const EVERY_RUN = '~';

/**
 * Until when every run looks at a resource while it is open: its expiry, or its date plus the time that the API's
 * resources are usually open for, whichever is later, and a day more.
 *
 * @returns milliseconds since 1970; undefined for a resource that has neither date
 */
export function openUntilMs(api: Api, fields: Fields): number | undefined {
  const [date, expiresAt] = [dateOf(api, fields), api.expiresAt(fields)];
  if (date === undefined && expiresAt === undefined) return undefined;
  const usualEndMs = date === undefined ? 0 : Date.parse(date) + api.usuallyOpenForMs;
  return Math.max(usualEndMs, expiresAt === undefined ? 0 : Date.parse(expiresAt)) + GRACE_MS;
}

/** Whether a resource is open, and young enough for every run to look at. The reconciliation looks at older ones. */
export function isAttended(api: Api, fields: Fields, nowMs: number): boolean {
  return !api.isSettled(fields) && nowMs < (openUntilMs(api, fields) ?? 0);
}

/**
 * The place of a resource in the index:
 *
 * | the resource                                  | its place            | found by                               |
 * |-----------------------------------------------|----------------------|----------------------------------------|
 * | has an event to publish                       | behind all dates     | every run                              |
 * | is open and young enough                      | behind all dates     | every run                              |
 * | is settled, and a window may reach back to it | its own date         | runs whose window does                 |
 * | is older, or has no date                      | not in the index     | the listing, which looks it up by id   |
 */
export function placeInIndex(api: Api, { fields, outbox }: Snapshot, nowMs: number): string | undefined {
  if (outbox.length > 0 || isAttended(api, fields, nowMs)) return EVERY_RUN;
  const date = dateOf(api, fields);
  const isInReach = date !== undefined && nowMs < Date.parse(date) + api.usuallyOpenForMs + GRACE_MS;
  return isInReach ? date : undefined;
}
