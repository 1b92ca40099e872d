import type { Fields } from '../../lambda/core/fields.ts';
import { DAY_MS } from './clock.ts';
import type { Kind } from './resource.ts';

/**
 * The contract's rules for a change, written a second time, independent of lambda/core. The simulation judges by them.
 */

const FINAL_EVENTS: Readonly<Record<string, string>> = {
  ACCEPTED: 'Engagement Invitation Accepted',
  REJECTED: 'Engagement Invitation Rejected',
  EXPIRED: 'Engagement Invitation Expired',
};

export const isFinal = (kind: Kind, fields: Fields): boolean =>
  kind === 'invitations' ? (fields.status ?? '') in FINAL_EVENTS : fields.stopTime !== undefined;

/** An invitation's 15 days, an engagement's day; and the day that AWS may take to mark it. */
const USUAL_DAYS = { invitations: 15, engagements: 1 };

function lookedAtUntilMs(
  kind: Kind,
  { status, invitationDate, startTime, expirationDate }: Fields,
): number | undefined {
  const dateMs = Date.parse(invitationDate ?? startTime ?? '');
  const expiresMs = status === 'PENDING' ? Date.parse(expirationDate ?? '') : Number.NaN;
  const ends = [dateMs + USUAL_DAYS[kind] * DAY_MS, expiresMs].filter((ms) => !Number.isNaN(ms));
  return ends.length === 0 ? undefined : Math.max(...ends) + DAY_MS;
}

/** Whether it was over before the first sync: settled, or open for too long. */
export const isHistory = (kind: Kind, fields: Fields, nowMs: number): boolean =>
  isFinal(kind, fields) || (lookedAtUntilMs(kind, fields) ?? nowMs) < nowMs;

/** Its place in the index: behind everything if every run looks at it, by its date if it settled lately. */
export function placeInIndex(kind: Kind, fields: Fields, isWaiting: boolean, nowMs: number): string | undefined {
  const isYoung = !isFinal(kind, fields) && nowMs < (lookedAtUntilMs(kind, fields) ?? 0);
  const date = fields.invitationDate ?? fields.startTime;
  const isRecent = nowMs < Date.parse(date ?? '') + (USUAL_DAYS[kind] + 1) * DAY_MS;
  return isWaiting || isYoung ? '~' : isRecent ? date : undefined;
}

/** The known fields after `seen` was listed on top of `before`: a missing or reopened status leaves the old one. */
export function known(kind: Kind, before: Fields | undefined, seen: Fields): Fields {
  if (!before) return seen;
  if (kind === 'engagements') {
    return before.stopTime !== undefined && seen.stopTime === undefined ? { ...seen, stopTime: before.stopTime } : seen;
  }
  const answered = isFinal(kind, before) && seen.status === 'PENDING';
  const stands = before.status !== undefined && (seen.status === undefined || answered);
  return stands ? { ...seen, status: before.status as string } : seen;
}

/** The detail-type of the event for `seen`; undefined if there is none. */
export function expectedType(kind: Kind, before: Fields | undefined, seen: Fields): string | undefined {
  if (!before) return kind === 'invitations' ? 'Engagement Invitation Created' : 'Contact Engagement Started';
  const after = known(kind, before, seen);
  if (kind === 'engagements') {
    return before.stopTime === undefined && after.stopTime !== undefined ? 'Contact Engagement Stopped' : undefined;
  }
  if (before.status !== after.status) {
    return FINAL_EVENTS[after.status ?? ''] ?? 'Engagement Invitation Status Changed';
  }
  return same(before, after) ? undefined : 'Engagement Invitation Updated';
}

/** The old values of all fields that differ. */
export function oldValues(before: Fields, after: Fields): Fields {
  return Object.fromEntries(Object.entries(before).filter(([name, value]) => after[name] !== value));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Whether two values give the same JSON, apart from the order of their keys. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b)) return false;
  return [...Object.keys(a), ...Object.keys(b)].every((name) => same(a[name], b[name]));
}

export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
