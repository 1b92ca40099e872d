import type { Baseline, ExpiryThreshold } from '../core/contract.ts';
import type { EventContext } from '../core/event.ts';
import type { Source } from '../core/source.ts';
import type { Ports } from '../ports.ts';
import type { CheckpointKeeper } from './checkpoint-keeper.ts';
import type { Outboxes } from './outboxes.ts';
import type { StoredSnapshots } from './stored-snapshots.ts';

export interface SyncSettings {
  readonly eventSource: string;
  readonly baseline: Baseline;
  readonly expiryThresholds: readonly ExpiryThreshold[];
  /** Whether a complete sync says so by `Sync Completed`. */
  readonly announceCompletion: boolean;
}

/** What the steps of one run share. */
export interface Run {
  readonly ports: Ports;
  readonly source: Source;
  readonly settings: SyncSettings;
  readonly context: EventContext;
  readonly startedMs: number;
  readonly checkpoint: CheckpointKeeper;
  readonly stored: StoredSnapshots;
  readonly outboxes: Outboxes;
  /** What to announce of resources that are new, while the scope is listed for the first time. */
  readonly baseline: Baseline | undefined;
  /** Ids of the resources of which native events have told. */
  readonly announced: ReadonlySet<string>;
  readonly tally: Tally;
  /** Time left for listing: what comes after it has its share set aside. */
  timeLeftMs(): number;
}

export interface Tally {
  pages: number;
  listed: number;
  created: number;
  changed: number;
  expiring: number;
  /** Changes of a kind that AWS has events for, of which none had told. */
  unannounced: number;
  apiCalls: number;
  /** Items that were set aside, and values that were left out. */
  odd: number;
  /**
   * Ids of resources that were listed and are not stored like that: another run changed them under our hands, in a way
   * that our listing does not show, or their outbox is full.
   */
  readonly unresolved: Set<string>;
  /** ISO 8601 UTC: the newest date listed */
  newest?: string;
}

export const emptyTally = (): Tally => ({
  pages: 0,
  listed: 0,
  created: 0,
  changed: 0,
  expiring: 0,
  unannounced: 0,
  apiCalls: 0,
  odd: 0,
  unresolved: new Set(),
});
