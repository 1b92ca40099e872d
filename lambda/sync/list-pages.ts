import type { Place } from '../core/checkpoint.ts';
import { type ListedPage, readPage } from '../core/page.ts';
import { ListingError, type Page } from '../ports.ts';
import type { Scope } from './scope.ts';

/** How long a listing may go on, and how long one page may take, from now on. */
export interface ListingTime {
  leftMs(): number;
  pageMs(): number;
}

/**
 * Lists from a place on, page by page. The next page is on its way while the consumer works on this one.
 *
 * Ends at the end of the list, past the window's edge, or when time runs out: then the last page has a `next`. At least one
 * page is listed, however short the time.
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
    // If it fails, that is met below, once the page before it is safe. Until then it must not count as unhandled.
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
    // What the page holds is true all the same.
    if (isCircle) throw new ListingError('The list goes round in circles: a page token came again', 0);
    if (!goesOn) return;
    tokens.add(next.token);
    place = next;
  }
}
