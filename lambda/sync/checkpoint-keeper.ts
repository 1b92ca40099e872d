import { type Checkpoint, oldest } from '../core/window.ts';
import type { SnapshotStore } from '../ports.ts';

const MAX_ATTEMPTS = 10;

/** The checkpoint of a run, written under its version, so that overlapping runs never undo each other's marks. */
export class CheckpointKeeper {
  #current: Checkpoint;
  #movedByOthers = false;

  private constructor(
    private readonly store: SnapshotStore,
    checkpoint: Checkpoint,
  ) {
    this.#current = checkpoint;
  }

  static async open(store: SnapshotStore): Promise<CheckpointKeeper> {
    return new CheckpointKeeper(store, await store.readCheckpoint());
  }

  get current(): Checkpoint {
    return this.#current;
  }

  /** Moves the watermark back, before anything older is committed that is not settled yet. */
  async lowerWatermark(to: string | undefined): Promise<void> {
    await this.update((latest) =>
      latest.watermark === undefined
        ? latest
        : { ...latest, watermark: oldest([latest.watermark, to]) ?? latest.watermark },
    );
  }

  /**
   * The watermark that a complete listing has found. Where another run has moved it meanwhile, the older one of the two
   * stands: that run may have committed something we have not seen.
   */
  raised(latest: Checkpoint, to: string | undefined): Checkpoint {
    const watermark = this.#movedByOthers ? oldest([latest.watermark, to]) : to;
    const { watermark: _, ...rest } = latest;
    return watermark === undefined ? rest : { ...rest, watermark };
  }

  /** Writes what `change` makes of the latest checkpoint, unless that is no change at all. */
  async update(change: (latest: Checkpoint) => Checkpoint): Promise<void> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const next = { ...change(this.#current), version: this.#current.version + 1 };
      if (sameMarks(next, this.#current)) return;
      if (await this.store.saveCheckpoint(next)) {
        this.#current = next;
        return;
      }
      const latest = await this.store.readCheckpoint();
      this.#movedByOthers ||= latest.watermark !== this.#current.watermark;
      this.#current = latest;
    }
    throw new Error(`The checkpoint was rewritten by other runs ${MAX_ATTEMPTS} times in a row`);
  }
}

const sameMarks = (a: Checkpoint, b: Checkpoint) => marks(a) === marks(b);

/** All but the version, in one order. */
const marks = ({ watermark, baselineDone, reconciledAt, resume }: Checkpoint) =>
  JSON.stringify([watermark, baselineDone, reconciledAt, placeMarks(resume?.window), placeMarks(resume?.everything)]);

const placeMarks = (place: NonNullable<Checkpoint['resume']>['window']) =>
  place && [place.since, place.token, place.reached, place.oldestUnsettled];
