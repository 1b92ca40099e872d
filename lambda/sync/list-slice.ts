import type { Place, Progress } from '../core/checkpoint.ts';
import { type Counts, countsOfPage, NO_COUNTS, sum } from '../core/counts.ts';
import type { ListedPage } from '../core/page.ts';
import { ListingError, TokenRefusedError } from '../ports.ts';
import { TurnOverError } from './closing-store.ts';
import { type ListingTime, listPages } from './list-pages.ts';
import type { Scope } from './scope.ts';

/** What a turn has done of one listing. */
export interface Slice extends Progress {
  readonly counts: Counts;
  readonly failure?: ListingError;
}

/**
 * Lists from a place on, for as long as a turn may list, and keeps each page. What was listed is true on its own, so it
 * stays kept whatever becomes of the rest.
 *
 * A refused page token starts the listing again, once. A listing that fails goes on where it got to; one that did not get
 * any further begins again, since its place may be the cause. One that is stopped by the end of its turn goes on behind the
 * last page that was kept.
 *
 * @param keep commits what has changed on a page; returns what has come of it
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
