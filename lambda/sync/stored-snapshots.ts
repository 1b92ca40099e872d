import { type Listed, NO_DATE, type Snapshot } from '../core/snapshot.ts';
import type { Source } from '../core/source.ts';
import { isSettled } from '../core/window.ts';
import type { SnapshotPage, SnapshotStore } from '../ports.ts';

/** Read so many snapshots at once, when fewer than two pages of the API's list (100 each) are at hand. */
const READ_AHEAD = 1000;
const READ_AHEAD_BELOW = 200;

/**
 * The stretch of a scope's snapshots that a run works on, read from the store newest first, in step with the listing.
 *
 * Within the dates it covers it is the whole truth: a resource that is not here is not stored. Snapshots are read BEFORE
 * the page they are compared with is requested. So whatever another run committed until then is older than our page,
 * and what it commits later fails our condition: a stale page can never undo a newer state.
 */
export class StoredSnapshots {
  readonly #byId = new Map<string, Snapshot>();
  /** The covered dates: all from `#coveredFrom` to `#coveredTo` (absent: no end), and the undated ones. */
  #coveredFrom: string | undefined;
  #coveredTo: string | undefined;
  #position: string | undefined;
  #exhausted = false;
  #ahead = 0;

  constructor(
    private readonly store: SnapshotStore,
    private readonly source: Source,
    private readonly onRead: (snapshot: Snapshot) => void,
  ) {}

  /** Reads down to a date, or to the oldest snapshot there is. */
  async readTo(date: string | undefined): Promise<void> {
    if (this.#exhausted || (date !== undefined && this.#coveredFrom !== undefined && date >= this.#coveredFrom)) return;
    let page: SnapshotPage;
    do {
      page = await this.#read({ ...(date !== undefined && { from: date }) });
    } while (page.more);
    this.#coveredFrom = date ?? '';
    this.#exhausted = date === undefined;
  }

  /** Makes sure that the next page of the list will find its snapshots here. */
  async readAhead(): Promise<void> {
    while (!this.#exhausted && this.#ahead < READ_AHEAD_BELOW) {
      const page = await this.#read({ limit: READ_AHEAD });
      const last = page.snapshots.at(-1)?.date;
      if (last !== undefined) this.#coveredFrom = after(last);
      if (!page.more) {
        this.#exhausted = true;
        this.#coveredFrom = '';
      }
    }
  }

  /** Goes on reading at a date further back, where an earlier run has left off. What lies between is not covered. */
  skipTo(date: string): void {
    if (this.#coveredFrom !== undefined && date >= this.#coveredFrom) return;
    this.#coveredFrom = after(date);
    this.#coveredTo = date;
    this.#position = undefined;
    this.#ahead = 0;
  }

  /** Begins reading again, for a listing that does. */
  rewind(): void {
    this.#coveredFrom = undefined;
    this.#coveredTo = undefined;
    this.#position = undefined;
    this.#exhausted = false;
    this.#ahead = 0;
  }

  /** What is stored of a listed resource. */
  async find({ id, date }: Listed): Promise<Snapshot | undefined> {
    const known = this.#byId.get(id);
    if (known || this.#covers(date)) return known;
    return this.store.find(id, date);
  }

  put(snapshot: Snapshot): void {
    this.#byId.set(snapshot.id, snapshot);
  }

  listed(count: number): void {
    this.#ahead -= count;
  }

  /** Forgets what is settled and newer than a date, so that memory does not grow with the list. */
  release(newerThan: string): void {
    for (const [id, snapshot] of this.#byId) {
      if (snapshot.date !== undefined && snapshot.date > newerThan && isSettled(this.source, snapshot)) {
        this.#byId.delete(id);
      }
    }
    if (this.#coveredTo === undefined || newerThan < this.#coveredTo) this.#coveredTo = newerThan;
  }

  /** Those at hand; all that are not settled are among them, from the watermark on. */
  all(): readonly Snapshot[] {
    return [...this.#byId.values()];
  }

  async #read(range: { from?: string; limit?: number }): Promise<SnapshotPage> {
    const page = await this.store.read({
      ...range,
      ...(this.#coveredTo !== undefined && this.#position === undefined && { to: this.#coveredTo }),
      ...(this.#position !== undefined && { position: this.#position }),
    });
    this.#position = page.position ?? this.#position;
    this.#ahead += page.snapshots.length;
    for (const snapshot of page.snapshots) {
      if ((this.#byId.get(snapshot.id)?.version ?? -1) >= snapshot.version) continue;
      this.put(snapshot);
      this.onRead(snapshot);
    }
    return page;
  }

  #covers(date: string | undefined): boolean {
    if (date === undefined) return true;
    const from = this.#coveredFrom;
    return from !== undefined && date >= from && (this.#coveredTo === undefined || date <= this.#coveredTo);
  }
}

/** The smallest text behind a date: others of the very same date may not have been read yet. */
const after = (date: string) => `${date}${NO_DATE}`;
