import type { Checkpoint } from '../../lambda/core/checkpoint.ts';
import type { SyncMode } from '../../lambda/core/contract.ts';
import type { Fields } from '../../lambda/core/fields.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';
import type { Caller } from './scheduler.ts';

/** A state of a resource that a page showed to a run. */
export interface Seen {
  readonly atMs: number;
  readonly fields: Fields;
  /** The window's edge of the listing (ISO 8601 UTC) */
  readonly since?: string | undefined;
}

/** A turn of a run, as an observer sees it. */
export interface SimulatedTurn {
  /** The unique name of its lease. */
  readonly by: string;
  readonly takenMs: number;
  /** As it found the checkpoint. */
  readonly openedWith: Checkpoint;
  /** All that it was shown. */
  readonly seen: Map<string, Seen[]>;
}

/** One run of a sync function, with what an observer at its side knows of it. */
export interface SimulatedRun extends Caller {
  readonly mode: SyncMode;
  readonly environment: ExecutionEnvironment;
  /** How far its clock is ahead of the world's. */
  readonly skewMs: number;
  readonly startedMs: number;
  /** By its own clock, as the world's stood then */
  readonly shownStartMs: number;
  readonly deadlineMs: number;
  /** Attempts at a page, which the account's quota counts */
  listCalls: number;
  /** Its latest; absent: it has had none. */
  turn?: SimulatedTurn;
  turns: number;
  /** The checkpoint that its first turn found */
  openedWith?: Checkpoint;
  /** In this turn */
  readonly refusedTokens: Set<string>;
  /** The listings that it followed to their end: those from a date on, those of everything. */
  readonly ends: Set<'since' | 'everything'>;
  /** `since` of its first window */
  since?: string;
  /**
   * `complete`, `failed`: syncScope came to its end, and said so; `broken`: it was thrown out by the store;
   * `no turn`: there was none to be had, or none was needed
   */
  outcome?: 'complete' | 'incomplete' | 'failed' | 'broken' | 'killed' | 'no turn';
}
