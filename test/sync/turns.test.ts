import { afterEach, describe, expect, it } from 'vitest';
import { leaseFrom } from '../../lambda/core/lease.ts';
import { SyncFailedError } from '../../lambda/sync/completion.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { concurrentClock } from '../support/concurrent-clock.ts';
import { Consumer } from '../support/consumer.ts';
import { DAY_MS, Feed, RECEIVER } from '../support/feed.ts';

let feed: Feed;
afterEach(() => feed.stop());

const types = () => feed.newEvents().map(({ type }) => type);

/** The time of a function that is stopped this long from now. */
const timeFor = (ms: number) => {
  const endsMs = feed.clock.nowMs() + ms;
  return () => endsMs - feed.clock.nowMs();
};

/** Another run takes the scope and dies. */
const takeAndDie = () =>
  feed
    .pipeline()
    .open(RECEIVER)
    .ports.store.takeTurn(leaseFrom(feed.clock.nowMs(), 'dead', 0));

/** The duration of a sync, in milliseconds of its clock. */
async function msOf(sync: Promise<unknown>): Promise<number> {
  const startedMs = feed.clock.nowMs();
  await sync;
  return feed.clock.nowMs() - startedMs;
}

describe('several syncs of one scope at once', () => {
  /** Runs syncs one by one, or all at once. Returns each event once, by its id. */
  async function story(runsAtOnce: number): Promise<string[]> {
    feed = await Feed.start();
    const { partnerCentral } = feed.world;
    const pipelines = Array.from({ length: runsAtOnce }, () => feed.pipeline(concurrentClock(feed.clock)));
    const syncAll = () => Promise.all(pipelines.map((pipeline) => pipeline.sync(RECEIVER)));

    for (let number = 0; number < 110; number++) {
      partnerCentral.invite(invitation(number, { Status: number < 15 ? 'PENDING' : 'ACCEPTED' }));
    }
    await syncAll();
    for (let number = 0; number < 12; number++) partnerCentral.change(invitationId(number), { Status: 'REJECTED' });
    partnerCentral.change(invitationId(50), { EngagementTitle: 'Another' });
    await syncAll();
    feed.clock.advance(14 * DAY_MS);
    await syncAll();

    const changes = new Consumer().take(feed.newEvents());
    feed.newWrites();
    await syncAll();
    expect(feed.newEvents()).toEqual([]);
    expect(feed.newWrites().snapshots).toBe(0);
    await feed.stop();
    return changes.map(({ id, sequence, type }) => `${id} ${sequence} ${type}`).sort();
  }

  it('give the same events as one', async () => {
    const alone = await story(1);
    expect(alone).toHaveLength(15 + 12 + 1 + 3);
    expect(await story(3)).toEqual(alone);
  });
});

describe('a run that finds the scope taken', () => {
  it('ends without an error, and without Sync Completed, where it gets no turn in its time', async () => {
    feed = await Feed.start({ announceCompletion: true });
    feed.world.partnerCentral.invite(invitation(1));
    await takeAndDie();
    expect(await feed.pipeline().sync(RECEIVER, 'sync', timeFor(40_000))).toBeUndefined();
    expect(types()).toEqual([]);
    expect(feed.newListCalls()).toBe(0);
  });

  it('asks again every second, and lists once the lease is over, where somebody died with it', async () => {
    feed = await Feed.start();
    feed.world.partnerCentral.invite(invitation(1));
    await takeAndDie();
    expect(await msOf(feed.pipeline().sync(RECEIVER, 'sync', timeFor(90_000)))).toBe(51_000);
    expect(types()).toEqual(['Created']);
  });

  it('does not lose what somebody asks for by hand', async () => {
    feed = await Feed.start();
    const pipeline = feed.pipeline();
    feed.world.partnerCentral.invite(invitation(1, { Status: 'ACCEPTED' }, 9 * DAY_MS));
    feed.world.partnerCentral.invite(invitation(2, { Status: 'ACCEPTED' }, 0));
    await pipeline.sync(RECEIVER);
    feed.world.partnerCentral.change(invitationId(1), { EngagementTitle: 'Far behind' });
    feed.clock.advance(60_000);
    await takeAndDie();
    expect(await pipeline.sync(RECEIVER, 'reconcile', timeFor(30_000))).toBeUndefined();

    feed.clock.advance(60_000);
    expect((await pipeline.sync(RECEIVER))?.report.mode).toBe('reconcile');
    expect(types()).toEqual(['Updated']);
    feed.clock.advance(60_000);
    expect((await pipeline.sync(RECEIVER))?.report.mode).toBe('window');
  });
});

describe('a run gives the scope back', () => {
  const denied = new ServiceError('AccessDeniedException', 400, { Message: 'no' });

  it('where any request to the store fails for good, but those to take the scope and to give it back', async () => {
    let failing = 0;
    feed = await Feed.start({ storeFaults: ({ number }) => (number === failing ? denied : undefined) });
    const requests = () => feed.world.dynamodb.requests.length;
    await feed.pipeline().sync(RECEIVER);
    const syncOfOneMore = async (number: number) => {
      feed.world.partnerCentral.invite(invitation(number, {}, 0));
      feed.clock.advance(1);
      await feed.pipeline().sync(RECEIVER);
    };
    const before = requests();
    await syncOfOneMore(1);
    const count = requests() - before;
    expect(count).toBeGreaterThan(3);

    for (let request = 2; request < count; request++) {
      failing = requests() + request;
      await expect(syncOfOneMore(request), `request ${request}`).rejects.toThrow('no');
      feed.clock.advance(1);
      expect(await msOf(feed.pipeline().sync(RECEIVER)), `after request ${request}`).toBe(0);
    }
    const created = feed.newEvents().map(({ id, type }) => `${type} ${id}`);
    expect(new Set(created)).toEqual(
      new Set(Array.from({ length: count - 1 }, (_, index) => `Created ${invitationId(index + 1)}`)),
    );
  });

  it('where the list, or the bus, fails', async () => {
    feed = await Feed.start();
    feed.world.partnerCentral.invite(invitation(1));
    for (const service of [feed.world.partnerCentral, feed.world.eventBus]) {
      service.faults = () => denied;
      feed.clock.advance(1);
      await expect(feed.pipeline().sync(RECEIVER)).rejects.toThrow(SyncFailedError);
      service.faults = undefined;
    }
    feed.clock.advance(1);
    expect(await msOf(feed.pipeline().sync(RECEIVER))).toBe(0);
    expect(types()).toEqual(['Created']);
  });

  it('and takes it, also where the answer is lost', async () => {
    feed = await Feed.start({ storeFaults: ({ number }) => (number % 2 === 1 ? 'drop-after' : undefined) });
    feed.world.partnerCentral.invite(invitation(1));
    expect(await msOf(feed.pipeline().sync(RECEIVER))).toBe(0);
    feed.clock.advance(1);
    expect(await msOf(feed.pipeline().sync(RECEIVER))).toBe(0);
    expect(types()).toEqual(['Created']);
  });
});
