import type { Api } from './api.ts';
import type { Snapshot } from './snapshot.ts';

/** An open resource that expires if nobody answers. It is logged, so that it holds nothing but what may be logged. */
export interface NextExpiry {
  readonly id: string;
  /** ISO 8601 UTC */
  readonly expiresAt: string;
}

/** So many that the log stays short, and the one that somebody looks for is among them. */
const MAX_EXPIRIES = 20;

/** What expires next, soonest first. @param now ISO 8601 UTC: what has expired by then is left out */
export function nextExpiriesOf(api: Api, snapshots: Iterable<Snapshot>, now: string): NextExpiry[] {
  return [...snapshots]
    .flatMap(({ id, fields }) => {
      const expiresAt = api.expiresAt(fields);
      return expiresAt !== undefined && expiresAt > now ? [{ id, expiresAt }] : [];
    })
    .sort((a, b) => (a.expiresAt < b.expiresAt ? -1 : 1))
    .slice(0, MAX_EXPIRIES);
}
