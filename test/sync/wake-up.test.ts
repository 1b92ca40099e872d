import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leaseFrom } from '../../lambda/core/lease.ts';
import type { Clock } from '../../lambda/ports.ts';
import { syncScope } from '../../lambda/sync/sync-scope.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { concurrentClock } from '../support/concurrent-clock.ts';
import { DAY_MS, Feed, RECEIVER, START_MS } from '../support/feed.ts';

let feed: Feed;
/** Seconds since the start at which the list was read. */
let listedAt: number[];

beforeEach(async () => {
  feed = await Feed.start();
  listedAt = [];
  feed.world.partnerCentral.faults = () => {
    listedAt.push((feed.clock.nowMs() - START_MS) / 1000);
    return undefined;
  };
});
afterEach(() => feed.stop());

/** News that was sent this many seconds after the start, read by its own function. */
function tell(atSecond: number, clock: Clock = feed.clock, functionMs = 300_000) {
  const endsMs = feed.clock.nowMs() + functionMs;
  const news = { resourceIds: new Set([invitationId(1)]), sentMs: START_MS + atSecond * 1000 };
  const remainingMs = () => endsMs - feed.clock.nowMs();
  return syncScope(feed.pipeline(clock).open(RECEIVER), { mode: 'wake-up', news, remainingMs });
}

/** The intervals of 20 seconds in which the list was read. */
const intervals = () => listedAt.map((second) => Math.floor(second / 20));

const at = (second: number) => feed.clock.advance(Math.max(0, START_MS + second * 1000 - feed.clock.nowMs()));

/** The first sync, of one settled invitation, a minute before the start. */
async function firstSync(): Promise<void> {
  feed.clock.advance(-60_000);
  feed.world.partnerCentral.invite(invitation(9000, { Status: 'ACCEPTED' }, 60_000));
  await feed.pipeline().sync(RECEIVER);
  at(0);
  listedAt.length = 0;
}

describe('news of a native event', () => {
  beforeEach(firstSync);

  it('start a sync of the window at once', async () => {
    feed.world.partnerCentral.invite(invitation(1));
    expect(await tell(-1)).toMatchObject({ complete: true, report: { mode: 'window' }, unannounced: 0 });
    expect(listedAt).toEqual([0]);
    expect(feed.newEvents()).toMatchObject([{ type: 'Created', id: invitationId(1) }]);
  });

  it('start none where one has begun since they were sent', async () => {
    await tell(-1);
    at(10);
    expect(await tell(-3)).toBeUndefined();
    expect(listedAt).toEqual([0]);
    at(20);
    await feed.pipeline().sync(RECEIVER);
    at(50);
    expect(await tell(10)).toBeUndefined();
    expect(listedAt).toEqual([0, 20]);
  });

  it('start another one, when the interval of the last is over', async () => {
    await tell(-1);
    at(3);
    await tell(2);
    expect(intervals()).toEqual([0, 1]);
  });

  it('wait for the interval after a scheduled sync as well', async () => {
    await feed.pipeline().sync(RECEIVER);
    at(3);
    await tell(2);
    expect(intervals()).toEqual([0, 1]);
  });

  it('start one sync, however many functions hear of them at once', async () => {
    const clock = concurrentClock(feed.clock);
    const results = await Promise.all(Array.from({ length: 5 }, () => tell(-10, clock)));
    expect(listedAt).toHaveLength(1);
    expect(results.filter((result) => result !== undefined)).toHaveLength(1);
  });

  it('start none where another one begins right after the checkpoint was read', async () => {
    const scope = feed.pipeline().open(RECEIVER);
    const { store } = scope.ports;
    const readCheckpoint = store.readCheckpoint.bind(store);
    let isFirst = true;
    store.readCheckpoint = async () => {
      const checkpoint = await readCheckpoint();
      if (isFirst) await tell(-10);
      isFirst = false;
      at(5);
      return checkpoint;
    };
    const news = { resourceIds: new Set<string>(), sentMs: START_MS - 10_000 };
    expect(await syncScope(scope, { mode: 'wake-up', news, remainingMs: () => 300_000 })).toBeUndefined();
    expect(listedAt).toEqual([0]);
  });

  it('start four syncs where a thousand come within a minute, read by two functions at a time', async () => {
    for (const readAt of [20, 30, 40, 50, 60, 70, 80]) {
      at(readAt);
      await tell(Math.min(readAt, 60));
    }
    expect(intervals()).toEqual([1, 2, 3, 4]);
  });

  it('wait for their turn while somebody else has the scope', async () => {
    await feed
      .pipeline()
      .open(RECEIVER)
      .ports.store.takeTurn(leaseFrom(feed.clock.nowMs(), 'dead', 0));
    at(3);
    await tell(3);
    expect(listedAt).toEqual([50.001]);
  });

  it('are left to the schedules where no turn is to be had in time', async () => {
    await feed
      .pipeline()
      .open(RECEIVER)
      .ports.store.takeTurn(leaseFrom(feed.clock.nowMs(), 'dead', 0));
    at(3);
    expect(await tell(3, feed.clock, 30_000)).toBeUndefined();
    expect(listedAt).toEqual([]);
  });

  it('leave a reconciliation that is due to the schedules', async () => {
    feed.world.partnerCentral.invite(invitation(1, { Status: 'ACCEPTED' }, 9 * DAY_MS));
    at(2 * 86_400);
    expect(await tell(2 * 86_400)).toMatchObject({ report: { mode: 'window' } });
    expect(feed.newEvents()).toEqual([]);
    feed.clock.advance(60_000);
    expect(await feed.pipeline().sync(RECEIVER)).toMatchObject({ report: { mode: 'reconcile' } });
    expect(feed.newEvents()).toMatchObject([{ type: 'Created', id: invitationId(1) }]);
  });
});

it('news of a native event start none before the first sync of the scope is done', async () => {
  expect(await tell(-1)).toBeUndefined();
  expect(listedAt).toEqual([]);
  // A first sync that has begun, but not ended.
  for (let number = 0; number < 150; number++) feed.world.partnerCentral.invite(invitation(number));
  await feed.pipeline().sync(RECEIVER, 'sync', () => 0);
  listedAt.length = 0;
  at(60);
  expect(await tell(60)).toBeUndefined();
  expect(listedAt).toEqual([]);
});
