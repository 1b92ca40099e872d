import type { Place } from '../core/checkpoint.ts';
import { type ListedPage, readPage } from '../core/page.ts';
import { ListingError, type Page } from '../ports.ts';
import type { Scope } from './scope.ts';

/** The time left for a listing, and for its next page. */
export interface ListingTime {
  leftMs(): number;
  pageMs(): number;
}

/**
 * Lists page by page, starting at a place. Requests the next page while the consumer works on this one.
 *
 * Stops at the end of the list, past the window's edge, or when time runs out: then the last page has a `next`. Lists at
 * least one page, however short the time.
 *
 * @throws ListingError
 */
export async function* listPages(
  { api, ports }: Scope,
  start: Place,
  time: ListingTime,
): AsyncGenerator<ListedPage & Pick<Page, 'apiCalls'>> {
  const request = ({ since, token }: Place) => {
    const page = ports.lister.listPage({
      ...(since !== undefined && { since }),
      ...(token !== undefined && { token }),
      timeLeftMs: time.pageMs(),
    });
    // A failure surfaces below, after the page before it is kept. Until then it must not count as an unhandled rejection.
    page.catch(() => undefined);
    return page;
  };
  const tokens = new Set<string | undefined>();
  let place = start;
  let pending = request(place);
  for (;;) {
    const { items, nextToken, apiCalls } = await pending;
    const page = readPage(api, place, items, nextToken);
    const { next } = page;
    const isCircle = next !== undefined && tokens.has(next.token);
    const goesOn = next !== undefined && !isCircle && time.leftMs() > 0;
    if (goesOn) pending = request(next);

    yield { ...page, ...(isCircle && { next: undefined }), apiCalls };
    // The page is still valid.
    if (isCircle) throw new ListingError('The list goes round in circles: a page token came again', 0);
    if (!goesOn) return;
    tokens.add(next.token);
    place = next;
  }
}
