import { afterEach, describe, expect, it } from 'vitest';
import { invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, Feed, RECEIVER } from '../support/feed.ts';

let feed: Feed;
afterEach(() => feed.stop());

/** One by one, or all at once; what comes out, each event once by its id. */
async function story(runsAtOnce: number): Promise<string[]> {
  feed = await Feed.start();
  const { partnerCentral } = feed.world;
  const pipelines = Array.from({ length: runsAtOnce }, () => feed.pipeline());
  const syncAll = () => Promise.all(pipelines.map((pipeline) => pipeline.sync(RECEIVER)));

  for (let number = 0; number < 130; number++) {
    partnerCentral.invite(invitation(number, { Status: number < 40 ? 'PENDING' : 'ACCEPTED' }));
  }
  await syncAll();
  for (let number = 0; number < 30; number++) partnerCentral.change(invitationId(number), { Status: 'REJECTED' });
  partnerCentral.change(invitationId(50), { EngagementTitle: 'Another' });
  await syncAll();
  feed.clock.advance(14 * DAY_MS);
  await syncAll();

  const events = feed.newEvents();
  const once = new Map(events.map((event) => [event.eventId, event]));
  for (const event of events) expect(event).toEqual(once.get(event.eventId));
  feed.newWrites();
  await syncAll();
  expect(feed.newEvents()).toEqual([]);
  expect(feed.newWrites()).toEqual([]);
  await feed.stop();
  return [...once.values()].map(({ id, sequence, type }) => `${id} ${sequence} ${type}`).sort();
}

describe('several syncs of one scope at once', () => {
  it('give the same events as one', async () => {
    const alone = await story(1);
    expect(alone).toHaveLength(40 + 30 + 1 + 10);
    expect(await story(3)).toEqual(alone);
  });

  it('do not take back what another one has seen later', async () => {
    feed = await Feed.start();
    const { partnerCentral } = feed.world;
    partnerCentral.invite(invitation(1));
    const [slow, quick] = [feed.pipeline(), feed.pipeline()];
    await quick.sync(RECEIVER);

    // The slow one has listed the old title, and dawdles; the quick one lists the new one, and commits it.
    const { source, ports } = slow.open(RECEIVER);
    const { syncScope } = await import('../../lambda/sync/sync-scope.ts');
    const dawdling = {
      ...ports,
      lister: {
        listPage: async (request: Parameters<typeof ports.lister.listPage>[0]) => {
          const page = await ports.lister.listPage(request);
          partnerCentral.change(invitationId(1), { EngagementTitle: 'New' });
          await quick.sync(RECEIVER);
          return page;
        },
      },
    };
    const request = { scope: RECEIVER, mode: 'sync', remainingMs: () => Number.POSITIVE_INFINITY } as const;
    await syncScope(dawdling, source, feed.settings, request);
    await quick.sync(RECEIVER);
    expect(feed.newEvents().map(({ type, sequence }) => `${type} ${sequence}`)).toEqual(['Created 1', 'Updated 2']);
  });
});
