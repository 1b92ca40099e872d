import { type Checkpoint, oldest } from '../core/window.ts';
import type { SnapshotStore } from '../ports.ts';

const MAX_ATTEMPTS = 10;

/** The checkpoint of a run, written under its version, so that overlapping runs never undo each other's marks. */
export class CheckpointKeeper {
  #current: Checkpoint;
  #overtaken = false;

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

  /**
   * Moves the watermark back, before anything is committed that is older and not settled yet. It writes even where the
   * watermark can stay: a run that is about to raise it has not seen what we have, and must find out.
   */
  async lowerWatermark(to: string | undefined): Promise<void> {
    await this.#write((latest) =>
      latest.watermark === undefined
        ? latest
        : { ...latest, watermark: oldest([latest.watermark, to]) ?? latest.watermark },
    );
  }

  /**
   * The watermark that a complete listing has found. Where another run has written meanwhile, it is not raised: that run
   * may be committing something that we have not seen.
   */
  raised(latest: Checkpoint, to: string | undefined): Checkpoint {
    const { watermark: before, ...rest } = latest;
    const watermark = this.#overtaken ? before && oldest([before, to]) : to;
    return watermark === undefined ? rest : { ...rest, watermark };
  }

  /** Writes what `change` makes of the latest checkpoint, unless that is no change at all. */
  async update(change: (latest: Checkpoint) => Checkpoint): Promise<void> {
    if (!sameMarks(change(this.#current), this.#current)) await this.#write(change);
  }

  async #write(change: (latest: Checkpoint) => Checkpoint): Promise<void> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const next = { ...change(this.#current), version: this.#current.version + 1 };
      if (await this.store.saveCheckpoint(next)) {
        this.#current = next;
        return;
      }
      this.#overtaken = true;
      this.#current = await this.store.readCheckpoint();
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
