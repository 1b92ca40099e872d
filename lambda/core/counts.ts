import type { Api } from './api.ts';
import type { ListedPage } from './page.ts';
import type { Commit } from './plan.ts';

/** A turn in numbers. */
export interface Counts {
  readonly pages: number;
  readonly listed: number;
  readonly created: number;
  readonly changed: number;
  readonly expiring: number;
  readonly published: number;
  readonly apiCalls: number;
  /** Items without a usable id, values that could not be read, and texts that were cut. */
  readonly odd: number;
  /** Changes that AWS has events for, but sent none about. */
  readonly unannounced: number;
}

export const NO_COUNTS: Counts = {
  pages: 0,
  listed: 0,
  created: 0,
  changed: 0,
  expiring: 0,
  published: 0,
  apiCalls: 0,
  odd: 0,
  unannounced: 0,
};

export function sum(one: Counts, other: Partial<Counts>): Counts {
  const total = { ...one };
  for (const [name, count] of Object.entries(other)) total[name as keyof Counts] += count;
  return total as Counts;
}

export const countsOfPage = ({ listed, skipped, oddValues }: ListedPage): Partial<Counts> => ({
  pages: 1,
  listed: listed.length,
  odd: skipped + oddValues,
});

/** @param toldIds of the resources that native events were about */
export function countsOfCommits(
  { nativeEvents }: Api,
  commits: readonly Commit[],
  toldIds: ReadonlySet<string>,
): Partial<Counts> {
  const because = (reason: Commit['why']) => commits.filter(({ why }) => why === reason).length;
  const isNative = ({ detailType }: Commit) => nativeEvents?.detailTypes.includes(detailType);
  return {
    created: because('created'),
    changed: because('updated'),
    expiring: because('expiring'),
    unannounced: commits.filter((commit) => isNative(commit) && !toldIds.has(commit.next.id)).length,
  };
}
