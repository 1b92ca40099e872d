import type { Api } from '../../../lambda/core/api.ts';
import { EVERY_RUN, placeInIndex } from '../../../lambda/core/attention.ts';
import { type Checkpoint, NO_CHECKPOINT } from '../../../lambda/core/checkpoint.ts';
import type { LeaseRequest } from '../../../lambda/core/lease.ts';
import type { Snapshot } from '../../../lambda/core/snapshot.ts';
import type { Store } from '../../../lambda/ports.ts';
import { numberAt, numberOf } from './list.ts';

/** A store for the long list: a snapshot's place follows from its number, so a million are found quickly. */
export class Slots implements Store {
  checkpoint: Checkpoint = NO_CHECKPOINT;
  writes = 0;
  readonly #slots: (string | undefined)[];
  /** The numbers of the snapshots that every run looks at. */
  readonly #attended = new Set<number>();
  #isTaken = false;

  constructor(
    private readonly count: number,
    private readonly api: Api,
    private readonly nowMs: () => number,
  ) {
    this.#slots = new Array(count);
  }

  async readCheckpoint(): Promise<Checkpoint> {
    return this.checkpoint;
  }

  async wantReconciliation(at: string): Promise<void> {
    this.checkpoint = { ...this.checkpoint, reconcileWanted: at };
  }

  async takeTurn({ takenAt }: LeaseRequest): Promise<Checkpoint | undefined> {
    if (this.#isTaken) return undefined;
    this.#isTaken = true;
    this.checkpoint = { ...this.checkpoint, lookedAt: takenAt };
    return this.checkpoint;
  }

  async giveBack(_lease: LeaseRequest, next: Checkpoint | undefined): Promise<boolean> {
    this.#isTaken = false;
    this.checkpoint = { ...this.checkpoint, ...next };
    return true;
  }

  async read(from: string, to?: string): Promise<Snapshot[]> {
    const [newest, oldest] = [to === undefined ? 0 : numberAt(to), from === EVERY_RUN ? -1 : numberAt(from)];
    const numbers = to === undefined ? [...this.#attended] : [];
    for (let number = newest; number <= Math.min(oldest, this.count - 1); number++) {
      if (!this.#attended.has(number)) numbers.push(number);
    }
    return numbers.map((number) => this.#get(number)).filter((snapshot) => snapshot !== undefined);
  }

  async find(ids: readonly string[]): Promise<Snapshot[]> {
    return ids.map((id) => this.#get(numberOf(id))).filter((snapshot) => snapshot !== undefined);
  }

  async commit(next: Snapshot): Promise<boolean> {
    if (next.version !== (this.#get(numberOf(next.id))?.version ?? 0) + 1) return false;
    this.#put(next);
    return true;
  }

  async clear(snapshot: Snapshot): Promise<void> {
    if (this.#get(numberOf(snapshot.id))?.version === snapshot.version) this.#put(snapshot);
  }

  async record(snapshots: readonly Snapshot[]): Promise<void> {
    for (const snapshot of snapshots) this.#put(snapshot);
  }

  #get(number: number): Snapshot | undefined {
    const text = this.#slots[number];
    return text === undefined ? undefined : JSON.parse(text);
  }

  #put(snapshot: Snapshot): void {
    const number = numberOf(snapshot.id);
    this.writes += 1;
    this.#slots[number] = JSON.stringify(snapshot);
    if (placeInIndex(this.api, snapshot, this.nowMs()) === EVERY_RUN) this.#attended.add(number);
    else this.#attended.delete(number);
  }
}
