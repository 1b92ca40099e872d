import type { Checkpoint } from './checkpoint.ts';
import { WAKE_UP_INTERVAL_SECONDS } from './contract.ts';
import { toDate } from './dates.ts';

/*
 * A turn, in seconds since it was taken:
 *
 *   0 ─────── lists ─────── 20 ── commits and publishes ── 35 ─── nothing begins any more ─── 50
 *
 * What a turn has asked for before 35 has arrived before 50, as the clients wait 15 seconds at most (adapters/clients.ts).
 * So nothing of it can arrive in the next turn. A turn that is thawed later than that finds its time over. Should a request
 * arrive later all the same, the version in its condition refuses it.
 */

/** How long a turn may list. */
export const LISTING_MS = 20_000;
/** How long it may begin anything. */
export const WORKING_MS = 35_000;
/** How long nobody else gets a turn. Shorter than the shortest rate, so that a run that dies costs one period at most. */
const LEASE_MS = 50_000;

/**
 * Clocks differ by seconds. A date further ahead than this comes from a clock that was wrong, and is not believed. Longer than
 * a request to take a turn can be late, for that sees the dates of those who came after it ahead, too.
 */
const FURTHEST_AHEAD_MS = 15 * 60_000;

/** More than the clocks of Lambda and SQS differ by. */
const CLOCKS_DIFFER_MS = 2000;

/** How often somebody who waits for a turn asks again. */
export const ASK_AGAIN_MS = 1000;
/** How long a run that wants the next turn too leaves the scope to whoever waits: longer than they wait between two tries. */
export const GAP_MS = 2 * ASK_AGAIN_MS;

/** Between the beginnings of two syncs that wake-ups ask for. */
export const WAKE_UP_INTERVAL_MS = WAKE_UP_INTERVAL_SECONDS * 1000;

/** A lease on a scope, as it is asked for. Dates are ISO 8601 UTC. */
export interface LeaseRequest {
  /** Unique for each taking, so that one whose answer was lost is known to be one's own. */
  readonly by: string;
  readonly takenAt: string;
  readonly until: string;
  /** It is not to be had where the latest turn began at this time or later. */
  readonly notSince: string;
  /** What lies further ahead comes from a clock that was wrong. */
  readonly furthestAhead: string;
}

/** @param intervalMs how long the latest turn has to lie back */
export const leaseFrom = (nowMs: number, by: string, intervalMs: number): LeaseRequest => ({
  by,
  takenAt: toDate(nowMs),
  until: toDate(nowMs + LEASE_MS),
  notSince: toDate(nowMs - intervalMs),
  furthestAhead: toDate(nowMs + FURTHEST_AHEAD_MS),
});

/**
 * How long a sync that a native event asks for has to wait, in milliseconds; `needless` where a turn has begun after the
 * event was sent, which has listed what it is about, and before the first sync is done, which the schedules see to.
 */
export function wakeUpWait({ baselineDone, lookedAt }: Checkpoint, sentMs: number, nowMs: number): number | 'needless' {
  const lookedMs = lookedAt === undefined ? 0 : Date.parse(lookedAt);
  if (!baselineDone || lookedMs > sentMs + CLOCKS_DIFFER_MS) return 'needless';
  return Math.max(0, Math.min(lookedMs + WAKE_UP_INTERVAL_MS + 1 - nowMs, WAKE_UP_INTERVAL_MS));
}
