import type { TurnStore } from '../ports.ts';

/** The time of a turn is over: another run may have the next one. */
export class TurnOverError extends Error {
  override readonly name = 'TurnOverError';
}

/** A store for one turn: it begins no write after the turn is over. Once closed, it has no write under way. */
export class ClosingStore implements TurnStore {
  readonly #underWay = new Set<Promise<unknown>>();
  #isClosed = false;

  constructor(
    private readonly store: TurnStore,
    private readonly isOver: () => boolean,
  ) {}

  read: TurnStore['read'] = (from, to) => this.store.read(from, to);
  find: TurnStore['find'] = (ids) => this.store.find(ids);
  commit: TurnStore['commit'] = (next) => this.#write(() => this.store.commit(next));
  clear: TurnStore['clear'] = (snapshot) => this.#write(() => this.store.clear(snapshot));
  record: TurnStore['record'] = (snapshots) =>
    this.#write(() => this.store.record(snapshots, () => this.#stopIfOver()));

  /** Waits for all writes: if one of several fails, the others are still under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#underWay);
  }

  async #write<Answer>(write: () => Promise<Answer>): Promise<Answer> {
    this.#stopIfOver();
    const writing = write();
    this.#underWay.add(writing);
    return writing.finally(() => this.#underWay.delete(writing));
  }

  #stopIfOver(): void {
    if (this.#isClosed || this.isOver()) throw new TurnOverError('The turn is over');
  }
}
