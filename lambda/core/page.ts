import { type Api, dateOf } from './api.ts';
import type { Place } from './checkpoint.ts';
import { newest } from './dates.ts';
import { isUsableId, readItem } from './fields.ts';
import type { Listed } from './snapshot.ts';

/** The contents of one page of a list. */
export interface ListedPage {
  readonly listed: readonly Listed[];
  /** Where the list continues; absent at its end, and past the window's edge. */
  readonly next: Place | undefined;
  /** ISO 8601 UTC: the newest date listed so far. */
  readonly newest: string | undefined;
  /** Items without a usable id. */
  readonly skipped: number;
  /** Values that could not be read, and texts that were cut. */
  readonly oddValues: number;
}

/**
 * Reads a page that was listed at a place. Skips an item without a usable id. If a page has an id twice, the first item
 * counts.
 */
export function readPage(api: Api, place: Place, items: readonly unknown[], nextToken?: string): ListedPage {
  const byId = new Map<string, Listed>();
  let [skipped, oddValues] = [0, 0];
  for (const item of items) {
    const { fields, odd } = readItem(api.fields, item);
    const id = fields[api.idField];
    if (!isUsableId(id)) skipped += 1;
    else if (!byId.has(id)) byId.set(id, { id, fields });
    oddValues += odd;
  }
  const listed = [...byId.values()];
  const dates = listed.map(({ fields }) => dateOf(api, fields)).filter((date) => date !== undefined);
  const isPastTheEdge = api.newestFirst && place.since !== undefined && (dates.at(-1) ?? place.since) < place.since;
  const newestListed = newest([place.newest, ...dates]);
  return {
    listed,
    next: nextToken === undefined || isPastTheEdge ? undefined : { ...place, token: nextToken, newest: newestListed },
    newest: newestListed,
    skipped,
    oddValues,
  };
}
