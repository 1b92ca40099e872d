import type { TurnStore } from '../ports.ts';

/** The time of a turn is over: somebody else may have the next one. */
export class TurnOverError extends Error {
  override readonly name = 'TurnOverError';
}

/** A store that refuses to begin a write when the turn is over. */
export function turnStore(store: TurnStore, isOver: () => boolean): TurnStore {
  const inTime =
    <Arguments extends unknown[], Answer>(write: (...args: Arguments) => Promise<Answer>) =>
    async (...args: Arguments): Promise<Answer> => {
      if (isOver()) throw new TurnOverError('The turn is over');
      return write(...args);
    };
  return {
    read: (from, to) => store.read(from, to),
    find: (ids) => store.find(ids),
    commit: inTime((next) => store.commit(next)),
    record: inTime((snapshots) => store.record(snapshots)),
    clear: inTime((snapshot) => store.clear(snapshot)),
  };
}
