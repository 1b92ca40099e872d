import { afterEach, describe, expect, it } from 'vitest';
import type { SyncMode } from '../../lambda/core/contract.ts';
import type { Snapshot } from '../../lambda/core/snapshot.ts';
import { TOUCHED_FOR_MS } from '../../lambda/core/window.ts';
import type { SnapshotStore } from '../../lambda/ports.ts';
import { syncScope } from '../../lambda/sync/sync-scope.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import type { Pipeline } from '../../local/pipeline.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, Feed, RECEIVER } from '../support/feed.ts';

const HALF_AN_HOUR_MS = 30 * 60_000;

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
    // The slow one has listed a new title, and dawdles; the quick one lists a newer one, and commits it.
    partnerCentral.change(invitationId(1), { EngagementTitle: 'New' });
    const { complete } = await dawdling(slow, async () => {
      partnerCentral.change(invitationId(1), { EngagementTitle: 'Newer' });
      await quick.sync(RECEIVER);
    });
    // It cannot tell which of the two is newer, and does not claim that it has published what it has seen.
    expect(complete).toBe(false);
    await quick.sync(RECEIVER);
    expect(feed.newEvents().map(({ type, previous }) => [type, previous])).toEqual([
      ['Created', undefined],
      ['Updated', { engagementTitle: 'Title 1' }],
    ]);
  });

  it('do not take back what another one has found meanwhile, and seen change', async () => {
    feed = await Feed.start();
    const { partnerCentral } = feed.world;
    const [slow, quick] = [feed.pipeline(), feed.pipeline()];
    partnerCentral.invite(invitation(1));
    await quick.sync(RECEIVER);
    partnerCentral.invite(invitation(2));
    const { complete } = await dawdling(slow, async () => {
      await quick.sync(RECEIVER);
      partnerCentral.change(invitationId(2), { EngagementTitle: 'Newer' });
      await quick.sync(RECEIVER);
    });
    expect(complete).toBe(false);
    await slow.sync(RECEIVER);
    const ofTheSecond = feed.newEvents().filter(({ id }) => id === invitationId(2));
    expect(ofTheSecond.map(({ type, sequence }) => [type, sequence])).toEqual([
      ['Created', 1],
      ['Updated', 2],
    ]);
  });

  it('do not take it back far behind the window either', async () => {
    feed = await Feed.start();
    const { partnerCentral } = feed.world;
    partnerCentral.invite(invitation(1, { Status: 'ACCEPTED' }, 9 * DAY_MS));
    partnerCentral.invite(invitation(2, { Status: 'ACCEPTED' }, 0));
    const [slow, quick] = [feed.pipeline(), feed.pipeline()];
    await quick.sync(RECEIVER);
    partnerCentral.change(invitationId(1), { EngagementTitle: 'New' });
    const meanwhile = async () => {
      partnerCentral.change(invitationId(1), { EngagementTitle: 'Newer' });
      await quick.sync(RECEIVER, 'reconcile');
    };
    expect((await dawdling(slow, meanwhile, 'reconcile')).complete).toBe(false);
    await quick.sync(RECEIVER, 'reconcile');
    expect(feed.newEvents()).toMatchObject([{ type: 'Updated', previous: { engagementTitle: 'Title 1' } }]);
  });

  it('publish what another one has committed, and could not publish', async () => {
    feed = await Feed.start();
    const [slow, quick] = [feed.pipeline(), feed.pipeline()];
    feed.world.partnerCentral.invite(invitation(1));
    const { complete } = await dawdling(slow, async () => {
      feed.world.eventBus.faults = () => new ServiceError('AccessDeniedException', 400, {});
      await expect(quick.sync(RECEIVER)).rejects.toThrow('EventBridge did not answer');
      feed.world.eventBus.faults = undefined;
    });
    expect(complete).toBe(true);
    expect(feed.newEvents()).toMatchObject([{ type: 'Created', sequence: 1 }]);
  });

  it('keep in sight what another one was about to commit when they opened, though it died before it could publish', async () => {
    feed = await Feed.start();
    const { partnerCentral } = feed.world;
    partnerCentral.invite(invitation(1, { Status: 'ACCEPTED' }, 9 * DAY_MS));
    for (let number = 2; number <= 130; number++) {
      partnerCentral.invite(invitation(number, { Status: 'ACCEPTED' }, number * HALF_AN_HOUR_MS));
    }
    const [dying, living] = [feed.pipeline(), feed.pipeline()];
    await living.sync(RECEIVER);

    // One lists a title that does not last, on a page that no window reaches. Before it has committed it, another one runs.
    partnerCentral.change(invitationId(1), { EngagementTitle: 'Short-lived' });
    const { source, ports } = dying.open(RECEIVER);
    const commit = ports.store.commit.bind(ports.store);
    ports.store.commit = async (next) => {
      partnerCentral.change(invitationId(1), { EngagementTitle: 'Title 1' });
      await living.sync(RECEIVER);
      await commit(next);
      throw new Error('died');
    };
    const request = { scope: RECEIVER, mode: 'reconcile', remainingMs: () => Number.POSITIVE_INFINITY } as const;
    await expect(syncScope(ports, source, feed.settings, request)).rejects.toThrow('died');

    feed.clock.advance(60_000);
    await living.sync(RECEIVER);
    expect(feed.newEvents().map(({ type, previous }) => [type, previous])).toEqual([
      ['Updated', { engagementTitle: 'Title 1' }],
      ['Updated', { engagementTitle: 'Short-lived' }],
    ]);

    // Its mark does not hold the window open for ever.
    feed.clock.advance(TOUCHED_FOR_MS);
    await living.sync(RECEIVER);
    await living.sync(RECEIVER);
    expect((await ports.store.readCheckpoint()).watermark).toBe((await newest(ports.store)).date);
  });
});

const newest = async (store: SnapshotStore) => (await store.read({ limit: 1 })).snapshots[0] as Snapshot;

/** A sync in whose listing something else happens: between the answer of the API and what it makes of it. */
async function dawdling(pipeline: Pipeline, meanwhile: () => Promise<void>, mode: SyncMode = 'sync') {
  const { source, ports } = pipeline.open(RECEIVER);
  const listPage: typeof ports.lister.listPage = async (request) => {
    const page = await ports.lister.listPage(request);
    await meanwhile();
    return page;
  };
  const request = { scope: RECEIVER, mode, remainingMs: () => Number.POSITIVE_INFINITY };
  return syncScope({ ...ports, lister: { listPage } }, source, feed.settings, request);
}
