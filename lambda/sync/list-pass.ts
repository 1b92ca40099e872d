import type { Listed } from '../core/snapshot.ts';
import { isSettled, oldest, type Place } from '../core/window.ts';
import { ListingError, TokenRefusedError } from '../ports.ts';
import { commitPage } from './commit.ts';
import { listPages } from './list-pages.ts';
import type { Run } from './run.ts';

/** One listing: of the window, or of everything there is. */
export interface Pass {
  readonly name: 'window' | 'everything';
  readonly place: Place;
}

/** How often a long listing saves its place, should the function die under it. */
const SAVE_EVERY_PAGES = 50;

/**
 * Lists, and commits each page while the next one is on its way. What was listed is true on its own, so it stays
 * committed whatever becomes of the rest.
 *
 * Cut short, it saves its place for the next run. If it fails, it saves the place it got to, or drops the one it came
 * from when that did not lead any further.
 *
 * @returns whether it came to the end
 * @throws ListingError; whatever the store throws
 */
export async function listPass(run: Run, { name, place }: Pass): Promise<boolean> {
  if (name === 'everything' && run.source.newestFirst && place.reached !== undefined) run.stored.skipTo(place.reached);
  let next: Place | undefined;
  try {
    for await (const page of listPages(run, place)) {
      await keepPage(run, name, page.listed);
      next = page.next;
      if (next && run.tally.pages % SAVE_EVERY_PAGES === 0) await savePlace(run, name, next);
    }
  } catch (error) {
    if (error instanceof ListingError)
      await savePlace(run, name, error instanceof TokenRefusedError ? undefined : next);
    throw error;
  }
  if (next) await savePlace(run, name, next);
  return next === undefined;
}

async function keepPage(run: Run, name: Pass['name'], page: readonly Listed[]): Promise<void> {
  const { stored, source, tally } = run;
  const dates = page.flatMap(({ date }) => (date === undefined ? [] : [date])).sort();
  const [oldestListed, newestListed] = [dates[0], dates.at(-1)];
  if (newestListed !== undefined && newestListed > (tally.newest ?? '')) tally.newest = newestListed;

  if (source.newestFirst && oldestListed !== undefined) await stored.readTo(oldestListed);
  await commitPage(run, page);
  await run.outboxes.publishFullBatches();

  stored.listed(page.length);
  if (name === 'everything' && source.newestFirst && newestListed !== undefined) stored.release(newestListed);
}

/**
 * With the oldest unsettled snapshot so far, also of overlapping runs: the next run has to begin its reading there, or
 * lose sight of it.
 */
async function savePlace(run: Run, name: Pass['name'], place: Place | undefined): Promise<void> {
  const unsettled = run.stored.all().filter((snapshot) => !isSettled(run.source, snapshot));
  await run.checkpoint.update((latest) => {
    const { [name]: before, ...others } = latest.resume ?? {};
    const oldestUnsettled = oldest([
      before?.oldestUnsettled,
      run.checkpoint.unseenFrom(latest),
      ...unsettled.map(({ date }) => date),
    ]);
    const saved = place && { ...place, ...(oldestUnsettled !== undefined && { oldestUnsettled }) };
    return { ...latest, resume: saved ? { ...others, [name]: saved } : others };
  });
}
