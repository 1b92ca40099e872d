import pMap from 'p-map';
import type { Commit, Plan } from '../core/plan.ts';
import type { TurnStore } from '../ports.ts';

export const CONCURRENT_WRITES = 25;

/** What became of a plan. */
export interface Applied {
  readonly committed: readonly Commit[];
  /** Ids of those that something else was stored of in the meantime. */
  readonly refused: readonly string[];
}

/**
 * Writes what was planned: each change by one conditional write, and what is remembered in silence in bulk.
 *
 * A change is refused where something else was committed since it was planned. Only a turn that goes on past its lease can
 * have done that. Nobody can tell then which of the two is newer: the resource is left alone, and the next turn decides.
 */
export async function applyPlan(store: TurnStore, { commits, records }: Plan): Promise<Applied> {
  const committed: Commit[] = [];
  const refused: string[] = [];
  const write = async (commit: Commit) => {
    if (await store.commit(commit.next)) committed.push(commit);
    else refused.push(commit.next.id);
  };
  await Promise.all([
    records.length > 0 ? store.record(records) : undefined,
    pMap(commits, write, { concurrency: CONCURRENT_WRITES }),
  ]);
  return { committed, refused };
}
