import type { Listed } from '../core/snapshot.ts';
import type { Place } from '../core/window.ts';
import { ListingError, type Page, TokenRefusedError } from '../ports.ts';
import type { Run } from './run.ts';

export interface ListedPage {
  readonly listed: readonly Listed[];
  /** Where the list goes on; absent at its end. */
  readonly next: Place | undefined;
}

/**
 * Lists from a place on, page by page. The next page is on its way while the consumer works on this one.
 *
 * Ends at the end of the list, past the window's edge, or when time runs out: then the last page has a `next`.
 * A page token that is refused starts the listing again, once.
 *
 * @throws ListingError
 */
export async function* listPages(run: Run, start: Place): AsyncGenerator<ListedPage> {
  const tokens = new Set<string>();
  let place = start;
  let restarted = false;
  let pending = request(run, place);
  for (;;) {
    let page: Page;
    try {
      page = await pending;
    } catch (error) {
      if (error instanceof ListingError) run.tally.apiCalls += error.apiCalls;
      if (!(error instanceof TokenRefusedError) || restarted) throw error;
      restarted = true;
      tokens.clear();
      run.stored.rewind();
      place = start.since === undefined ? {} : { since: start.since };
      pending = request(run, place);
      continue;
    }

    const listed = normalizePage(run, page);
    const next = nextPlace(run, place, page, listed);
    if (next?.token !== undefined && tokens.has(next.token)) {
      // What this page holds is true all the same.
      yield { listed, next: undefined };
      throw new ListingError('The list goes round in circles: a page token came again', 0);
    }
    if (next?.token !== undefined) tokens.add(next.token);
    const goesOn = next !== undefined && run.timeLeftMs() > 0;
    if (goesOn) {
      place = next;
      pending = request(run, place);
      // If it fails, that is met above, once this page is safe. Until then it must not count as unhandled.
      pending.catch(() => undefined);
    }
    yield { listed, next };
    if (!goesOn) return;
  }
}

/** Reads the snapshots that a page will be compared with, and only then requests the page (see StoredSnapshots). */
async function request(run: Run, { since, token }: Place): Promise<Page> {
  if (since === undefined && run.source.newestFirst) await run.stored.readAhead();
  else await run.stored.readTo(since);

  const timeLeftMs = run.timeLeftMs();
  return run.ports.lister.listPage({
    ...(since !== undefined && { since }),
    ...(token !== undefined && { token }),
    ...(Number.isFinite(timeLeftMs) && { timeLeftMs }),
  });
}

/** An item without a usable id is counted and skipped. Of an id that stands twice on a page, the first counts. */
function normalizePage(run: Run, page: Page): Listed[] {
  const byId = new Map<string, Listed>();
  let skipped = 0;
  for (const item of page.items) {
    const listed = run.source.normalize(item);
    if (!listed) skipped += 1;
    else if (!byId.has(listed.id)) byId.set(listed.id, listed);
  }

  const { tally } = run;
  tally.pages += 1;
  tally.apiCalls += page.apiCalls;
  tally.odd += skipped + page.unreadableValues;
  tally.listed += byId.size;
  if (skipped + page.unreadableValues > 0) {
    const { unreadableValues } = page;
    run.ports.log.warn('Odd items in a list', {
      scope: run.context.scope,
      page: tally.pages,
      skipped,
      unreadableValues,
    });
  }
  return [...byId.values()];
}

function nextPlace(run: Run, place: Place, page: Page, listed: readonly Listed[]): Place | undefined {
  if (page.nextToken === undefined) return undefined;
  const reached = listed.findLast(({ date }) => date !== undefined)?.date ?? place.reached;
  const pastTheEdge = place.since !== undefined && reached !== undefined && reached < place.since;
  if (run.source.newestFirst && pastTheEdge) return undefined;
  const { since, begunAt = new Date(run.startedMs).toISOString() } = place;
  return {
    ...(since !== undefined && { since }),
    token: page.nextToken,
    begunAt,
    ...(reached !== undefined && { reached }),
  };
}
