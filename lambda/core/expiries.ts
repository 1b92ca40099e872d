import type { Api } from './api.ts';
import type { Snapshot } from './snapshot.ts';

/** An open resource that expires if nobody answers. It is logged, so it holds only what may be logged. */
export interface NextExpiry {
  readonly id: string;
  /** ISO 8601 UTC */
  readonly expiresAt: string;
}

/** Few enough to keep the log short, enough to include the one that somebody looks for. */
const MAX_EXPIRIES = 20;

/** The open resources that expire next, soonest first. @param now ISO 8601 UTC: leaves out those expired by then */
export function nextExpiriesOf(api: Api, snapshots: Iterable<Snapshot>, now: string): NextExpiry[] {
  return [...snapshots]
    .flatMap(({ id, fields }) => {
      const expiresAt = api.expiresAt(fields);
      return expiresAt !== undefined && expiresAt > now ? [{ id, expiresAt }] : [];
    })
    .sort((a, b) => (a.expiresAt < b.expiresAt ? -1 : 1))
    .slice(0, MAX_EXPIRIES);
}
