import type { Place, Progress } from '../core/checkpoint.ts';
import { type Counts, countsOfPage, NO_COUNTS, sum } from '../core/counts.ts';
import type { ListedPage } from '../core/page.ts';
import { ListingError, TokenRefusedError } from '../ports.ts';
import { TurnOverError } from './closing-store.ts';
import { type ListingTime, listPages } from './list-pages.ts';
import type { Scope } from './scope.ts';

/** The part of one listing that a turn has done. */
export interface Slice extends Progress {
  readonly counts: Counts;
  readonly failure?: ListingError;
}

/**
 * Lists from a place, for as long as a turn may list, and keeps each page. Each page is valid on its own, so it stays kept
 * even if the rest fails.
 *
 * If a page token is refused, the listing starts again, once. A listing that fails continues next time after its last
 * page. If it got no page, it begins again, since its place may be the cause. If the turn ends first, the listing continues
 * after the last page that was kept.
 *
 * @param keep commits the changes of a page, and counts them
 */
export async function listSlice(
  scope: Scope,
  start: Place,
  time: ListingTime,
  keep: (page: ListedPage) => Promise<Partial<Counts>>,
): Promise<Slice> {
  let counts = NO_COUNTS;
  let last: ListedPage | undefined;
  const sliceTo = (place: Place | undefined) => ({
    place,
    start,
    newest: last?.newest,
    counts,
  });
  const listFrom = async (place: Place): Promise<Slice> => {
    last = undefined;
    for await (const page of listPages(scope, place, time)) {
      const { skipped, oddValues, apiCalls } = page;
      counts = [countsOfPage(page), { apiCalls }].reduce(sum, counts);
      counts = sum(counts, await keep(page));
      if (skipped + oddValues > 0) {
        scope.ports.log.warn('Odd items in a list', { scope: scope.name, skipped, oddValues });
      }
      last = page;
    }
    return { ...sliceTo(last?.next), isDone: last?.next === undefined };
  };
  const failed = (error: unknown): Slice => {
    if (error instanceof TurnOverError) return { ...sliceTo(last?.next ?? start), isDone: false };
    if (!(error instanceof ListingError)) throw error;
    counts = sum(counts, { apiCalls: error.apiCalls });
    return {
      ...sliceTo(error instanceof TokenRefusedError ? undefined : last?.next),
      isDone: false,
      failure: error,
    };
  };

  const { token: _, ...beginning } = start;
  const slice = await listFrom(start).catch(failed);
  return slice.failure instanceof TokenRefusedError ? listFrom(beginning).catch(failed) : slice;
}
