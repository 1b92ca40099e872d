import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SyncFailedError, type SyncResult } from '../../../lambda/sync/completion.ts';
import { Feed, type FeedEventView } from '../../support/feed.ts';
import { CONTACT_ENGAGEMENTS, INVITATIONS, type OddApi } from './apis.ts';
import { bodyOf, type Listing, listings, type OddItem } from './listings.ts';

/** For more runs: ODD_INPUT_RUNS=5000 ODD_INPUT_SEED=2 npx vitest run test/sync/odd-input */
const RUNS = Number(process.env.ODD_INPUT_RUNS ?? 12);
const SEED = Number(process.env.ODD_INPUT_SEED ?? 1);

/** A function with time for this many. */
const MOST_CALLS = 30;

describe.each([INVITATIONS, CONTACT_ENGAGEMENTS])('odd answers of $list', (api) => {
  it('stop no run, lose nothing, and are counted', { timeout: 30_000 + RUNS * 3000 }, async () => {
    const property = fc.asyncProperty(listings(api), async (listing) => {
      const feed = await Feed.start();
      try {
        await judge(api, feed, listing);
      } finally {
        await feed.stop();
      }
    });
    // A failure is reported with its seed and path, and replays from them.
    await fc.assert(property, { numRuns: RUNS, seed: SEED });
  });
});

async function judge(api: OddApi, feed: Feed, listing: Listing): Promise<void> {
  const pipeline = feed.pipeline();
  if (!listing.isFirst) await pipeline.sync(api.scope);

  const server = api.server(feed.world);
  const before = server.requests.length;
  const calls = () => server.requests.length - before;
  let page = 0;
  server.faults = ({ input }) => {
    page = input.NextToken === undefined ? 0 : page + 1;
    return { body: bodyOf(api, listing, page) };
  };
  const result = await resultOf(pipeline.sync(api.scope, listing.mode, () => (calls() < MOST_CALLS ? 60_000 : 0)));

  const shown = listing.pages.flat();
  const told = new Set(shown.filter(({ is }) => is === 'news' || (is === 'history' && !listing.isFirst)));
  // The window, and then everything.
  const times = listing.mode === 'reconcile' && listing.tail === 'end' && !listing.isFirst ? 2 : 1;
  expect(calls(), 'calls').toBeLessThanOrEqual(MOST_CALLS + 1);
  expect(result.complete, 'complete').toBe(listing.tail === 'end');
  expect(result.oddItems, 'odd items').toBe(times * shown.reduce((sum, { odd }) => sum + odd, 0));
  const events = feed.newEvents();
  expect(createdIds(api, events), 'published').toEqual(idsOf(api, told));

  if (result.complete) {
    await pipeline.sync(api.scope);
    expect(feed.newEvents(), 'published where nothing has changed').toEqual([]);
  }

  // The list recovers.
  server.faults = undefined;
  const numbers = [...new Set(shown.map(({ number }) => number))];
  const news = shown.filter((item) => item.is !== 'history' || told.has(item));
  for (const number of numbers) api.add(feed.world, api.item(number));
  await pipeline.sync(api.scope, 'reconcile');
  const recovered = await pipeline.sync(api.scope);
  expect(recovered?.complete, 'complete once the list has recovered').toBe(true);
  events.push(...feed.newEvents());
  expect(createdIds(api, events), 'published once the list has recovered').toEqual(idsOf(api, news));
  expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
  for (const id of numbers.map(api.idOf)) {
    const sequences = events.filter((event) => event.id === id).map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  }

  await pipeline.sync(api.scope, 'reconcile');
  expect(feed.newEvents(), 'an idle sync publishes nothing').toEqual([]);
}

/** The result of a run. It may fail, but not crash. */
async function resultOf(run: Promise<SyncResult | undefined>): Promise<SyncResult> {
  try {
    const result = await run;
    if (!result) throw new Error('It got no turn');
    return result;
  } catch (error) {
    if (error instanceof SyncFailedError) return error.result;
    throw error;
  }
}

const idsOf = ({ idOf }: OddApi, items: Iterable<OddItem>) =>
  [...new Set([...items].map(({ number }) => idOf(number)))].sort();

const createdIds = ({ createdType }: OddApi, events: readonly FeedEventView[]) =>
  events
    .filter(({ type }) => type === createdType)
    .map(({ id }) => id)
    .sort();
