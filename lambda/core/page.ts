import type { Place } from './checkpoint.ts';
import { newest } from './dates.ts';
import type { Listed } from './snapshot.ts';
import type { Source } from './source.ts';

/** What a page of a list holds. */
export interface ListedPage {
  readonly listed: readonly Listed[];
  /** Where the list goes on; absent at its end, and past the window's edge. */
  readonly next: Place | undefined;
  /** ISO 8601 UTC: the newest date listed so far. */
  readonly newest: string | undefined;
  /** Items without a usable id. */
  readonly skipped: number;
  /** Texts that were cut. */
  readonly clipped: number;
}

/**
 * Reads a page that was listed at a place. An item without a usable id is skipped. Of an id that stands twice on a page, the
 * first counts.
 */
export function readPage(source: Source, place: Place, items: readonly unknown[], nextToken?: string): ListedPage {
  const byId = new Map<string, Listed>();
  let skipped = 0;
  for (const item of items) {
    const listed = source.normalize(item);
    if (!listed) skipped += 1;
    else if (!byId.has(listed.id)) byId.set(listed.id, listed);
  }
  const listed = [...byId.values()];
  const dates = listed.map(({ fields }) => source.dateOf(fields)).filter((date) => date !== undefined);
  const isPastTheEdge = source.newestFirst && place.since !== undefined && (dates.at(-1) ?? place.since) < place.since;
  const newestListed = newest([place.newest, ...dates]);
  return {
    listed,
    next: nextToken === undefined || isPastTheEdge ? undefined : { ...place, token: nextToken, newest: newestListed },
    newest: newestListed,
    skipped,
    clipped: listed.reduce((sum, each) => sum + each.clipped, 0),
  };
}
