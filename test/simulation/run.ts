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
  /** The checkpoint at its beginning. */
  readonly openedWith: Checkpoint;
  /** Everything that it was shown. */
  readonly seen: Map<string, Seen[]>;
}

/** One run of a sync function, with an observer's knowledge of it. */
export interface SimulatedRun extends Caller {
  readonly mode: SyncMode;
  readonly environment: ExecutionEnvironment;
  /** How far its clock is ahead of the world's. */
  readonly skewMs: number;
  readonly startedMs: number;
  /** Its start by its own clock. */
  readonly shownStartMs: number;
  readonly deadlineMs: number;
  /** Attempts at a page. The account's quota counts them. */
  listCalls: number;
  /** Its latest turn; absent: it has had none. */
  turn?: SimulatedTurn;
  turns: number;
  /** The checkpoint that its first turn found */
  openedWith?: Checkpoint;
  /** In this turn */
  readonly refusedTokens: Set<string>;
  /** The listings that it finished: those from a date, and those of everything. */
  readonly ends: Set<'since' | 'everything'>;
  /** `since` of its first window */
  since?: string;
  /**
   * `complete`, `failed`: syncScope ended with that result; `broken`: an error of the store ended it; `no turn`: none was free
   * or needed
   */
  outcome?: 'complete' | 'incomplete' | 'failed' | 'broken' | 'killed' | 'no turn';
}
