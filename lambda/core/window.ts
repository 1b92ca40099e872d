import { type Api, dateOf } from './api.ts';
import { isAttended } from './attention.ts';
import { oldest, toDate } from './dates.ts';
import type { Snapshot } from './snapshot.ts';

/** An invitation may appear in the list a while after its date, when newer ones were already seen. */
const OVERLAP_MS = 60 * 60_000;

/** No resource holds the window open for longer: otherwise an absurd date would make every run list everything. */
const LONGEST_WINDOW_MS = 180 * 24 * 60 * 60_000;

/** The window's edge if nothing older is open. */
export const overlapBefore = (listedTo: string) => toDate(Math.max(0, Date.parse(listedTo) - OVERLAP_MS));

/**
 * How far back a window lists: to the end of the one before it, less an overlap, and to the oldest open resource that every
 * run looks at. A resource that only waits to be published does not count: the index finds it without the list.
 *
 * @param snapshots all resources that every run looks at
 */
export function windowEdge(api: Api, listedTo: string, snapshots: Iterable<Snapshot>, nowMs: number): string {
  const furthest = toDate(nowMs - LONGEST_WINDOW_MS);
  const dates = [...snapshots]
    .filter(({ fields }) => isAttended(api, fields, nowMs))
    .map(({ fields }) => dateOf(api, fields))
    .filter((date) => date !== undefined && date >= furthest);
  return oldest([overlapBefore(listedTo), ...dates]) ?? overlapBefore(listedTo);
}

/**
 * Up to where a finished listing has seen everything: the newest date it showed, but never later than its beginning.
 * Otherwise a date in the far future, or one from during the listing, would hide invitations that come later.
 *
 * @param before up to where was seen before it; used if it showed no date. Absent: nothing was seen
 */
export const listedToAfter = (begunAt: string, newestListed: string | undefined, before: string | undefined): string =>
  oldest([begunAt, newestListed ?? before ?? toDate(0)]) ?? begunAt;
