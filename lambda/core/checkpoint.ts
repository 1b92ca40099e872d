import { toDate } from './dates.ts';
import { listedToAfter } from './window.ts';

/** The memory of a scope between its turns. Dates are ISO 8601 UTC. */
export interface Checkpoint {
  /** When the latest turn began. Absent: there was no turn yet, so nothing is stored. */
  readonly lookedAt?: string | undefined;
  /** The list was seen up to here; `everything` covers older resources that are still unseen. Absent before the first turn. */
  readonly listedTo?: string | undefined;
  /** The edge of the latest finished window: the next one usually reaches as far. */
  readonly listedFrom?: string | undefined;
  /** Whether the scope was ever listed to its end. */
  readonly baselineDone: boolean;
  /** When the last finished listing of everything began. */
  readonly reconciledAt?: string | undefined;
  /** When somebody last asked for a listing of everything, and the request that the last finished one has answered. */
  readonly reconcileWanted?: string | undefined;
  readonly reconcileAnswered?: string | undefined;
  /** Where an unfinished window continues. */
  readonly window?: Place | undefined;
  /** Where an unfinished listing of everything continues. */
  readonly everything?: Place | undefined;
}

/** A place in a listing. */
export interface Place {
  /** ISO 8601 UTC: list nothing older. Absent: list everything. */
  readonly since?: string;
  /** The page token; absent at the beginning. It is only valid together with the same `since`. */
  readonly token?: string;
  /** ISO 8601 UTC: the beginning of the turn that listed the first page. The listing may miss what has come since. */
  readonly begunAt: string;
  /** ISO 8601 UTC: the newest date listed so far. */
  readonly newest?: string | undefined;
  /** The request (`reconcileWanted`) that it answers. Later requests want another listing. */
  readonly answers?: string | undefined;
}

/** A turn's progress in one listing. */
export interface Progress {
  readonly isDone: boolean;
  /** Where the listing continues; absent if it is done, or begins again. */
  readonly place: Place | undefined;
  /** Where this turn began or continued it. */
  readonly start: Place;
  /** ISO 8601 UTC: the newest date in the whole listing. */
  readonly newest: string | undefined;
}

export const NO_CHECKPOINT: Checkpoint = { baselineDone: false };

const DAY_MS = 24 * 60 * 60_000;
/** Keeps scopes that were deployed together from always listing everything at the same time. */
const JITTER_MS = 60 * 60_000;

/**
 * Whether a listing of everything is due: the first, an unfinished one, one that somebody asked for, or the daily one.
 *
 * @param digest of the scope, hexadecimal: it delays the daily listing by up to an hour, always the same
 */
export function isReconciliationDue(checkpoint: Checkpoint, digest: string, nowMs: number): boolean {
  const { baselineDone, everything, reconciledAt, reconcileWanted, reconcileAnswered } = checkpoint;
  if (!baselineDone || everything || reconciledAt === undefined || reconcileWanted !== reconcileAnswered) return true;
  const jitterMs = (Number.parseInt(digest.slice(0, 8), 16) / 0xffffffff) * JITTER_MS;
  // A date in the future comes from a clock that was wrong.
  return toDate(nowMs - DAY_MS - jitterMs) > reconciledAt || reconciledAt > toDate(nowMs + DAY_MS);
}

/** The checkpoint after a turn that has listed the window, or everything, or a part of it. */
export function checkpointAfter(
  before: Checkpoint,
  { window, everything }: { readonly window?: Progress | undefined; readonly everything?: Progress | undefined },
): Checkpoint {
  // Until a window was listed, the first listing counts as one: what it has not seen yet lies behind its place.
  const isFirst = before.listedTo === undefined && (everything?.isDone || everything?.newest !== undefined);
  const seen = window?.isDone ? window : isFirst ? everything : undefined;
  return {
    ...before,
    ...(window?.isDone && { listedFrom: window.start.since }),
    ...(seen && { listedTo: listedToAfter(seen.start.begunAt, seen.newest, before.listedTo) }),
    ...(everything?.isDone && {
      baselineDone: true,
      reconciledAt: everything.start.begunAt,
      reconcileAnswered: everything.start.answers,
    }),
    window: window ? window.place : before.window,
    everything: everything ? everything.place : before.everything,
  };
}
