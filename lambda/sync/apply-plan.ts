import pMap from 'p-map';
import type { Commit, Plan } from '../core/plan.ts';
import type { TurnStore } from '../ports.ts';

export const CONCURRENT_WRITES = 25;

/** The result of a plan. */
export interface Applied {
  readonly committed: readonly Commit[];
  /** Ids of the resources that somebody else has changed in the meantime. */
  readonly refused: readonly string[];
}

/**
 * Writes a plan: each change by one conditional write, the records in bulk.
 *
 * A change is refused if something else was committed after it was planned. Only a turn that continues past its lease can
 * do that. Then nobody can tell which of the two is newer: this leaves the resource alone, and the next turn decides.
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
