import type { Checkpoint } from './checkpoint.ts';
import { WAKE_UP_INTERVAL_SECONDS } from './contract.ts';
import { toDate } from './dates.ts';

/*
 * A turn, in seconds since it was taken:
 *
 *   0 ─────── lists ─────── 20 ── commits and publishes ── 35 ──── sends nothing more ──── 50
 *
 * A request that a turn sends before 35 arrives before 50, as the clients wait 15 seconds at most (adapters/clients.ts).
 * So none can arrive in the next turn. If the function is frozen, and thawed after 35, it finds its time over. If a request
 * arrives late all the same, the version in its condition refuses it.
 */

/** How long a turn may list. */
export const LISTING_MS = 20_000;
/** How long a turn may begin requests. */
export const WORKING_MS = 35_000;
/** How long nobody else gets a turn. Shorter than the shortest rate, so a run that dies costs one period at most. */
const LEASE_MS = 50_000;

/**
 * Clocks differ by seconds. A date further ahead than this comes from a clock that was wrong, and is ignored. It is longer
 * than a request to take a turn can be late: such a request also finds dates ahead of its own, from later turns.
 */
const FURTHEST_AHEAD_MS = 15 * 60_000;

/** More than the clocks of Lambda and SQS differ by. */
const CLOCKS_DIFFER_MS = 2000;

/** How often a run that waits for a turn tries again. */
export const ASK_AGAIN_MS = 1000;
/** How long a run that wants another turn leaves the scope to others: longer than they wait between two tries. */
export const GAP_MS = 2 * ASK_AGAIN_MS;

/** Between the beginnings of two syncs that wake-ups ask for. */
export const WAKE_UP_INTERVAL_MS = WAKE_UP_INTERVAL_SECONDS * 1000;

/** A request for a lease on a scope. Dates are ISO 8601 UTC. */
export interface LeaseRequest {
  /** Unique for each request: if the answer is lost, it tells whether the lease is one's own. */
  readonly by: string;
  readonly takenAt: string;
  readonly until: string;
  /** Refused if the latest turn began at this time or later. */
  readonly notSince: string;
  /** A later date comes from a clock that was wrong. */
  readonly furthestAhead: string;
}

/** @param intervalMs how long ago the latest turn must have begun */
export const leaseFrom = (nowMs: number, by: string, intervalMs: number): LeaseRequest => ({
  by,
  takenAt: toDate(nowMs),
  until: toDate(nowMs + LEASE_MS),
  notSince: toDate(nowMs - intervalMs),
  furthestAhead: toDate(nowMs + FURTHEST_AHEAD_MS),
});

/**
 * How long a sync that a native event asks for has to wait, in milliseconds. `needless` if a turn began after the event was
 * sent, because that turn lists the change; and before the first sync is done, because the schedules do that one.
 */
export function wakeUpWait({ baselineDone, lookedAt }: Checkpoint, sentMs: number, nowMs: number): number | 'needless' {
  const lookedMs = lookedAt === undefined ? 0 : Date.parse(lookedAt);
  if (!baselineDone || lookedMs > sentMs + CLOCKS_DIFFER_MS) return 'needless';
  return Math.max(0, Math.min(lookedMs + WAKE_UP_INTERVAL_MS + 1 - nowMs, WAKE_UP_INTERVAL_MS));
}
