import type { Snapshot } from './snapshot.ts';
import type { Source } from './source.ts';

/**
 * How far before the watermark a window begins: an invitation may become visible in the list a while after the
 * date it carries, when younger ones have already been seen.
 */
export const WINDOW_OVERLAP_MS = 60 * 60_000;

/** What is remembered of a scope between its syncs. */
export interface Checkpoint {
  /** Counts the writes, and guards them. 0: never written. */
  readonly version: number;
  /** ISO 8601 UTC. Every dated snapshot before it is settled: final and published. Absent until the baseline is done. */
  readonly watermark?: string;
  readonly baselineDone: boolean;
  /** ISO 8601 UTC: the end of the last listing of everything */
  readonly reconciledAt?: string;
  /** Where a listing that was cut short goes on. */
  readonly resume?: { readonly window?: Place; readonly everything?: Place };
  /** What runs are about to commit, or have committed a short while ago: the watermark stays behind it. */
  readonly touched?: readonly Touched[];
}

/** A mark of a run, left before its first commit. */
export interface Touched {
  /** The version of the checkpoint that the run left its mark on: no two runs share it. */
  readonly by: number;
  /** ISO 8601 UTC: the oldest date that the run commits something under. */
  readonly from: string;
  /** ISO 8601 UTC: when the run last said so. */
  readonly at: string;
  /** ISO 8601 UTC: when the run has listed to the end. Only those that were open by then may not have seen its commits. */
  readonly endedAt?: string;
}

/**
 * How long the mark of a run counts that has died. Lambda lets no run live longer than 15 minutes: so late may it commit,
 * and so much later may a run end that has read before it did.
 */
export const TOUCHED_FOR_MS = 31 * 60_000;

/** The marks that still count for anyone. */
export function marksOf({ touched = [] }: Checkpoint, nowMs: number): readonly Touched[] {
  return touched.filter(({ at, endedAt }) => nowMs - Date.parse(endedAt ?? at) <= TOUCHED_FOR_MS);
}

export const NO_CHECKPOINT: Checkpoint = { version: 0, baselineDone: false };

/** A place in a listing. */
export interface Place {
  /** ISO 8601 UTC: list nothing older. Absent: list everything. */
  readonly since?: string;
  /** The page token; absent at the beginning. It is only good together with the same `since`. */
  readonly token?: string;
  /** ISO 8601 UTC: when the run started that listed its first page. What has come since may not be in it. */
  readonly begunAt?: string;
  /** ISO 8601 UTC: the last date that was listed. */
  readonly reached?: string;
  /** ISO 8601 UTC: the oldest unsettled snapshot that this listing has come by. */
  readonly oldestUnsettled?: string;
}

/** Final, and nothing left to publish. */
export const isSettled = (source: Source, snapshot: Snapshot) =>
  snapshot.outbox.length === 0 && source.isSettled(snapshot.fields);

/** Where a window begins whose watermark this is. */
export const windowStart = (watermark: string) => new Date(Date.parse(watermark) - WINDOW_OVERLAP_MS).toISOString();

/** The oldest of some dates (ISO 8601 UTC); those that are missing do not count. */
export const oldest = (dates: Iterable<string | undefined>) =>
  [...dates].reduce((min, date) => (date !== undefined && (min === undefined || date < min) ? date : min), undefined);

/**
 * The watermark once a listing is complete: the oldest snapshot that is not settled, else the newest date known.
 * Never later than the beginning of the listing, lest one date from the far future hide every invitation to come.
 * Undefined while nothing dated is known: the window is everything then, which costs nothing.
 */
export function watermarkAfter(
  source: Source,
  snapshots: Iterable<Snapshot>,
  newest: string | undefined,
  begunAt: string,
): string | undefined {
  const unsettled = [...snapshots].filter((snapshot) => !isSettled(source, snapshot)).map(({ date }) => date);
  const watermark = oldest([...unsettled, newest]);
  return watermark && oldest([watermark, begunAt]);
}
