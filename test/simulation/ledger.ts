import { type Checkpoint, NO_CHECKPOINT } from '../../lambda/core/checkpoint.ts';
import type { Fields } from '../../lambda/core/fields.ts';
import type { OutboxEntry, Snapshot } from '../../lambda/core/snapshot.ts';
import type { SimulatedClock } from './clock.ts';
import type { Knobs } from './knobs.ts';
import type { SimulatedRun } from './run.ts';

/** A snapshot in the table from a time on. */
export interface StoredVersion {
  readonly atMs: number;
  readonly snapshot: Snapshot;
  readonly by: SimulatedRun;
}

/** An event that a commit has promised. */
export interface PromisedEvent {
  readonly id: string;
  readonly entry: OutboxEntry;
  /** The resource's fields at the time of the event */
  readonly fields: Fields;
  readonly atMs: number;
  readonly by: SimulatedRun;
  /** The first entry that the bus accepted; absent: none yet. */
  delivered?: string;
}

/** Everything that happened in the table and on the bus. Nobody inside the world knows it. The judges read and write it. */
export class Ledger {
  /** The first broken guarantee. */
  violation: string | undefined;
  checkpoint: Checkpoint = NO_CHECKPOINT;
  /** Whose lease is in the checkpoint. */
  leaseBy: string | undefined;
  /** When the latest turn was taken, by the world's time. */
  takenMs = Number.NEGATIVE_INFINITY;
  /** When its lease runs out, by the world's time. */
  leasedUntilMs = Number.NEGATIVE_INFINITY;
  readonly versions = new Map<string, StoredVersion[]>();
  readonly promised = new Map<string, PromisedEvent>();
  readonly eventIds = new Map<string, string>();
  snapshotWrites = 0;
  deliveries = 0;

  constructor(
    readonly knobs: Knobs,
    readonly clock: SimulatedClock,
  ) {}

  fail(message: string): void {
    this.violation ??= message;
  }

  current(id: string): Snapshot | undefined {
    return this.versions.get(id)?.at(-1)?.snapshot;
  }

  /** The snapshots in the table at any time between two times. */
  versionsDuring(id: string, fromMs: number, toMs: number): StoredVersion[] {
    const versions = this.versions.get(id) ?? [];
    return versions.filter(({ atMs }, index) => atMs <= toMs && (versions[index + 1]?.atMs ?? toMs) >= fromMs);
  }

  keep(by: SimulatedRun, snapshot: Snapshot): void {
    const versions = this.versions.get(snapshot.id) ?? [];
    this.versions.set(snapshot.id, [...versions, { atMs: this.clock.trueMs, snapshot, by }]);
  }

  promisedOf(id: string, sequence: number): PromisedEvent | undefined {
    return this.promised.get(`${id}|${sequence}`);
  }

  promise(event: PromisedEvent): void {
    this.promised.set(`${event.id}|${event.entry.sequence}`, event);
  }
}
