import type { SyncMode } from '../../lambda/core/contract.ts';
import type { Fields } from '../../lambda/core/snapshot.ts';
import type { Checkpoint } from '../../lambda/core/window.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';
import type { Caller } from './scheduler.ts';

/** A state of a resource that a page showed to a run. */
export interface Seen {
  readonly atMs: number;
  readonly fields: Fields;
}

/** One run of a sync function, with what an observer at its side knows of it. */
export interface SimulatedRun extends Caller {
  readonly mode: SyncMode;
  readonly environment: ExecutionEnvironment;
  /** When its sync began: one that was woken up may have to wait for its turn. */
  startedMs: number;
  shownStartMs: number;
  readonly deadlineMs: number;
  /** Attempts at a page, which the account's quota counts */
  listCalls: number;
  /** It has left the mark that lets a woken-up run begin. */
  isItsTurn: boolean;
  /** The first checkpoint its sync read */
  openedWith?: Checkpoint;
  readonly seen: Map<string, Seen[]>;
  readonly refusedTokens: Set<string>;
  /** The listings that it followed to their end: those from a date on, those of everything. */
  readonly ends: Set<'since' | 'everything'>;
  /** `since` of its first window */
  since?: string;
  /**
   * `complete`, `failed`: syncScope came to its end, and said so; `broken`: it was thrown out by the store;
   * `needless`: another run has done what it was woken up for
   */
  outcome?: 'complete' | 'incomplete' | 'failed' | 'broken' | 'killed' | 'needless';
}
