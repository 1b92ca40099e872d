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
 * Snapshots are read BEFORE the page they are compared with is requested. So whatever another run committed until then is
 * older than our page, and what it commits later fails our condition: a stale page can never undo a newer state.
 */
export class StoredSnapshots {
  readonly #byId = new Map<string, Snapshot>();
  /** All from this date on has been read; absent: nothing yet. */
  #readFrom: string | undefined;
  /** Where to go on reading, after a gap. */
  #skippedTo: string | undefined;
  #position: string | undefined;
  #exhausted = false;
  #ahead = 0;

  constructor(
    private readonly store: SnapshotStore,
    private readonly source: Source,
    private readonly baselineDone: boolean,
    /** Whether reads must not lag behind, because another run may be committing. */
    private consistent: boolean,
    private readonly onRead: (snapshot: Snapshot) => void,
  ) {}

  /** Reads down to a date, or to the oldest snapshot there is. */
  async readTo(date: string | undefined): Promise<void> {
    if (this.#exhausted || (date !== undefined && this.#readFrom !== undefined && date >= this.#readFrom)) return;
    let page: SnapshotPage;
    do {
      page = await this.#read({ ...(date !== undefined && { from: date }) });
    } while (page.more);
    this.#readFrom = date ?? '';
    this.#exhausted = date === undefined;
  }

  /** Makes sure that the next page of the list will find its snapshots here. */
  async readAhead(): Promise<void> {
    while (!this.#exhausted && this.#ahead < READ_AHEAD_BELOW) {
      const page = await this.#read({ limit: READ_AHEAD });
      const last = page.snapshots.at(-1)?.date;
      if (last !== undefined) this.#readFrom = after(last);
      this.#exhausted = !page.more;
    }
  }

  /** Goes on reading at a date further back, where an earlier run has left off. */
  skipTo(date: string): void {
    if (this.#readFrom !== undefined && date >= this.#readFrom) return;
    this.#readFrom = after(date);
    this.#skippedTo = date;
    this.#position = undefined;
    this.#ahead = 0;
  }

  /** Begins reading again, for a listing that does: with what this run itself has written a moment ago. */
  rewind(): void {
    this.consistent = true;
    this.#readFrom = undefined;
    this.#skippedTo = undefined;
    this.#position = undefined;
    this.#exhausted = false;
    this.#ahead = 0;
  }

  /**
   * Makes sure of those listed resources that are not at hand. After the baseline they are rare, and about to be announced
   * as new: that they are not stored is made sure of by a consistent read. During the baseline they are the rule; there, to
   * be recorded twice does no harm, and a create that comes second is refused. Only where the reading has skipped what an
   * earlier run recorded, the list may have moved on, and show it again.
   *
   * @returns the ids of those that were stored after we had read where they are kept. Their page may be older than that.
   */
  async lookUp(page: readonly Listed[]): Promise<ReadonlySet<string>> {
    const wasSkipped = (date: string | undefined) =>
      this.#skippedTo !== undefined && date !== undefined && date >= this.#skippedTo;
    const unsure = page.filter(({ id, date }) => !this.#byId.has(id) && (this.baselineDone || wasSkipped(date)));
    if (unsure.length === 0) return new Set();
    const found = await this.store.findAll(unsure);
    for (const snapshot of found) this.#take(snapshot);
    // One that is listed without a date is kept under whatever date it had.
    const wasRead = new Set(unsure.filter(({ date }) => date !== undefined && !wasSkipped(date)).map(({ id }) => id));
    return new Set(found.map(({ id }) => id).filter((id) => wasRead.has(id)));
  }

  /** What is at hand of a resource. */
  get(id: string): Snapshot | undefined {
    return this.#byId.get(id);
  }

  put(snapshot: Snapshot): void {
    this.#byId.set(snapshot.id, snapshot);
  }

  listed(count: number): void {
    this.#ahead -= count;
  }

  /** Forgets what is settled and newer than a date, so that memory does not grow with the list. */
  release(newerThan: string): void {
    for (const [id, { date, pinned, ...snapshot }] of this.#byId) {
      if (date !== undefined && !pinned && date > newerThan && isSettled(this.source, snapshot)) this.#byId.delete(id);
    }
  }

  /** Those at hand; all that are not settled are among them, from the watermark on. */
  all(): readonly Snapshot[] {
    return [...this.#byId.values()];
  }

  async #read(range: { from?: string; limit?: number }): Promise<SnapshotPage> {
    const page = await this.store.read({
      ...range,
      consistent: this.consistent,
      ...(this.#position !== undefined && { position: this.#position }),
      ...(this.#position === undefined && this.#skippedTo !== undefined && { to: this.#skippedTo }),
    });
    this.#position = page.position ?? this.#position;
    this.#ahead += page.snapshots.length;
    for (const snapshot of page.snapshots) this.#take(snapshot);
    return page;
  }

  #take(snapshot: Snapshot): void {
    if ((this.#byId.get(snapshot.id)?.version ?? -1) >= snapshot.version) return;
    this.put(snapshot);
    this.onRead(snapshot);
  }
}

/** The smallest text behind a date: others of the very same date may not have been read yet. */
const after = (date: string) => `${date}${NO_DATE}`;
