import { type Checkpoint, marksOf, oldest, type Touched } from '../core/window.ts';
import type { Clock, SnapshotStore } from '../ports.ts';

const MAX_ATTEMPTS = 10;

/** The checkpoint of a run, written under its version, so that overlapping runs never undo each other's marks. */
export class CheckpointKeeper {
  #current: Checkpoint;
  #overtaken = false;
  #mark: Touched | undefined;

  private constructor(
    private readonly store: SnapshotStore,
    private readonly clock: Clock,
    private readonly openedMs: number,
    checkpoint: Checkpoint,
  ) {
    this.#current = checkpoint;
  }

  static async open(store: SnapshotStore, clock: Clock): Promise<CheckpointKeeper> {
    const openedMs = clock.nowMs();
    return new CheckpointKeeper(store, clock, openedMs, await store.readCheckpoint());
  }

  get current(): Checkpoint {
    return this.#current;
  }

  /** Whether another run may be committing. */
  get isShared(): boolean {
    return this.#othersIn(this.#current).some(({ endedAt }) => endedAt === undefined);
  }

  /**
   * The oldest date under which runs of an unfinished baseline have committed something. They may have died before they
   * saved a place, and there is no watermark yet that would remember it.
   */
  get baselineFrom(): string | undefined {
    const { baselineDone, touched = [] } = this.#current;
    return baselineDone ? undefined : oldest(touched.map(({ from }) => from));
  }

  /** The oldest date under which another run may have committed, or may still commit, something that this one has not seen. */
  unseenFrom(latest: Checkpoint): string | undefined {
    const unseen = this.#othersIn(latest).filter(({ endedAt }) => !(Date.parse(endedAt ?? '') <= this.openedMs));
    return oldest(unseen.map(({ from }) => from));
  }

  /**
   * Moves the watermark back, before anything is committed that is older and not settled yet. It leaves a mark even where
   * the watermark can stay: a run that is about to raise it has perhaps not seen what we have.
   *
   * @param to the oldest date that something is about to be committed under; undefined where none has a date
   */
  async lowerWatermark(to: string | undefined): Promise<void> {
    if (to === undefined) return;
    const from = oldest([this.#mark?.from, to, this.baselineFrom]) ?? to;
    const at = new Date(this.clock.nowMs()).toISOString();
    const markIn = ({ version }: Checkpoint): Touched => ({ by: this.#mark?.by ?? version, from, at });
    const before = await this.#write((latest) => {
      const watermark = latest.watermark && oldest([latest.watermark, to]);
      return {
        ...latest,
        ...(watermark !== undefined && { watermark }),
        touched: [...this.#othersIn(latest), markIn(latest)],
      };
    });
    this.#mark = markIn(before);
  }

  /**
   * Raises the watermark to what a complete listing has found, and says that this run has ended. It is not raised past what
   * another run may have committed unseen, and not at all where another run has written meanwhile.
   */
  raised(latest: Checkpoint, to: string | undefined): Checkpoint {
    const { watermark: before, touched: _, ...rest } = latest;
    const endedAt = new Date(this.clock.nowMs()).toISOString();
    const touched = [...this.#othersIn(latest), ...(this.#mark ? [{ ...this.#mark, endedAt }] : [])];
    const watermark = this.#overtaken ? before && oldest([before, to]) : oldest([to, this.unseenFrom(latest)]);
    return { ...rest, ...(watermark !== undefined && { watermark }), ...(touched.length > 0 && { touched }) };
  }

  /** Writes what `change` makes of the latest checkpoint, unless that is no change at all. */
  async update(change: (latest: Checkpoint) => Checkpoint): Promise<void> {
    if (this.#marksOf(change(this.#current)) !== this.#marksOf(this.#current)) await this.#write(change);
  }

  #othersIn(latest: Checkpoint): readonly Touched[] {
    return marksOf(latest, this.clock.nowMs()).filter(({ by }) => by !== this.#mark?.by);
  }

  /** @returns the checkpoint that it was written on */
  async #write(change: (latest: Checkpoint) => Checkpoint): Promise<Checkpoint> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const before = this.#current;
      const next = { ...change(before), version: before.version + 1 };
      if (await this.store.saveCheckpoint(next)) {
        this.#current = next;
        return before;
      }
      this.#overtaken = true;
      this.#current = await this.store.readCheckpoint();
    }
    throw new Error(`The checkpoint was rewritten by other runs ${MAX_ATTEMPTS} times in a row`);
  }

  /** All but the version, in one order. Marks of others that no longer count are not worth a write. */
  #marksOf({ watermark, baselineDone, reconciledAt, resume, touched = [] }: Checkpoint): string {
    const own = touched.find(({ by }) => by === this.#mark?.by);
    const places = [resume?.window, resume?.everything].map(
      (place) => place && [place.since, place.token, place.reached, place.oldestUnsettled],
    );
    return JSON.stringify([watermark, baselineDone, reconciledAt, places, own?.from, own?.endedAt]);
  }
}
