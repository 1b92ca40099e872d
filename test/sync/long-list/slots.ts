import { NO_DATE, type Snapshot } from '../../../lambda/core/snapshot.ts';
import { type Checkpoint, NO_CHECKPOINT } from '../../../lambda/core/window.ts';
import type { Kept, SnapshotPage, SnapshotRange, SnapshotStore } from '../../../lambda/ports.ts';
import { numberAt, numberOf } from './list.ts';

/** About what a Query returns at once. */
const QUERY_ITEMS = 1000;

/** A store for the long list: a snapshot's place follows from its number, so that a million are found quickly. */
export class Slots implements SnapshotStore {
  checkpoint: Checkpoint = NO_CHECKPOINT;
  writes = 0;
  readonly #slots: (string | undefined)[];

  constructor(private readonly count: number) {
    this.#slots = new Array(count);
  }

  async readCheckpoint(): Promise<Checkpoint> {
    return this.checkpoint;
  }

  async saveCheckpoint(next: Checkpoint): Promise<boolean> {
    if (next.version !== this.checkpoint.version + 1) return false;
    this.checkpoint = next;
    return true;
  }

  async read({ from, to, position, limit = QUERY_ITEMS }: SnapshotRange): Promise<SnapshotPage> {
    if (from === NO_DATE) return { snapshots: [], more: false };
    const newest = to === undefined ? 0 : Math.max(0, numberAt(to));
    const oldest = from === undefined ? this.count - 1 : Math.min(this.count - 1, numberAt(from));
    const snapshots: Snapshot[] = [];
    let last: number | undefined;
    for (let number = position === undefined ? newest : Number(position) + 1; number <= oldest; number++) {
      const snapshot = this.#get(number);
      if (!snapshot) continue;
      snapshots.push(snapshot);
      last = number;
      if (snapshots.length === limit) return { snapshots, position: String(last), more: true };
    }
    return { snapshots, ...(last !== undefined && { position: String(last) }), more: false };
  }

  async findAll(resources: readonly Kept[]): Promise<Snapshot[]> {
    return resources.map(({ id }) => this.#get(numberOf(id))).filter((snapshot) => snapshot !== undefined);
  }

  async commit(next: Snapshot): ReturnType<SnapshotStore['commit']> {
    const stored = this.#get(numberOf(next.id));
    const refused = stored === undefined ? next.version !== 1 : next.version !== stored.version + 1;
    if (refused) return { committed: false, stored };
    this.#put(next);
    return { committed: true };
  }

  async settle(snapshot: Snapshot): Promise<void> {
    if (this.#get(numberOf(snapshot.id))?.version === snapshot.version) this.#put(snapshot);
  }

  async record(snapshots: readonly Snapshot[]): Promise<void> {
    for (const snapshot of snapshots) this.#put(snapshot);
  }

  async pin(): Promise<void> {
    throw new Error('No date moves in the long list');
  }

  #get(number: number): Snapshot | undefined {
    const text = this.#slots[number];
    return text === undefined ? undefined : JSON.parse(text);
  }

  #put(snapshot: Snapshot): void {
    this.writes += 1;
    this.#slots[numberOf(snapshot.id)] = JSON.stringify(snapshot);
  }
}
