import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { syncScope } from '../../lambda/sync/sync-scope.ts';
import type { Pipeline } from '../../local/pipeline.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, Feed, HOUR_MS, RECEIVER } from '../support/feed.ts';

let feed: Feed;
let pipeline: Pipeline;
afterEach(() => feed.stop());

const SETTLED = 400;
const PENDING = 120;

/** 120 pending invitations, and 400 settled ones behind them, an hour apart: six pages. */
beforeEach(async () => {
  feed = await Feed.start();
  pipeline = feed.pipeline();
  for (let number = 0; number < PENDING + SETTLED; number++) {
    const Status = number < PENDING ? 'PENDING' : 'ACCEPTED';
    const ageMs = number < PENDING ? number * 60_000 : DAY_MS + number * HOUR_MS;
    feed.world.partnerCentral.invite(invitation(number, { Status }, ageMs));
  }
  await pipeline.sync(RECEIVER);
  feed.newEvents();
  feed.newListCalls();
  feed.newWrites();
});

describe('the window', () => {
  it('ends an idle sync soon after the oldest open invitation', async () => {
    const { requests } = feed.world.dynamodb;
    const before = requests.length;
    await pipeline.sync(RECEIVER);
    expect(feed.newListCalls()).toBe(2);
    expect(feed.newWrites()).toEqual([]);
    expect(feed.newEvents()).toEqual([]);
    // The checkpoint, and what the page at the edge shows of older ones, by a Query too: one by one would cost far more.
    expect(requests.slice(before).map(({ operation }) => operation)).toEqual(['GetItem', 'Query', 'Query']);
  });

  it('does not mistake settled invitations at its edge for new ones, nor forgets to look at them', async () => {
    feed.world.partnerCentral.change(invitationId(PENDING + 10), { EngagementTitle: 'On the page at the edge' });
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()).toMatchObject([{ type: 'Updated', id: invitationId(PENDING + 10) }]);
  });

  it('does not look at what is older: the reconciliation does', async () => {
    feed.world.partnerCentral.change(invitationId(PENDING + 350), { EngagementTitle: 'Long ago' });
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()).toEqual([]);
    await pipeline.sync(RECEIVER, 'reconcile');
    expect(feed.newEvents()).toMatchObject([{ type: 'Updated', id: invitationId(PENDING + 350), sequence: 1 }]);
    feed.newWrites();
    feed.newListCalls();
    await pipeline.sync(RECEIVER);
    expect(feed.newListCalls()).toBe(2);
  });

  it('takes in everything when no reconciliation has come to its end for more than a day', async () => {
    feed.world.partnerCentral.change(invitationId(PENDING + 350), { EngagementTitle: 'Long ago' });
    feed.clock.advance(25 * HOUR_MS);
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()).toEqual([]);
    feed.clock.advance(1);
    expect((await pipeline.sync(RECEIVER)).report.mode).toBe('reconcile');
    expect(feed.newEvents()).toMatchObject([{ type: 'Updated', id: invitationId(PENDING + 350) }]);
    expect((await pipeline.sync(RECEIVER)).report.mode).toBe('window');
  });

  it('moves on as invitations are settled', async () => {
    for (let number = 30; number < PENDING; number++) {
      feed.world.partnerCentral.change(invitationId(number), { Status: 'REJECTED' });
    }
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()).toHaveLength(PENDING - 30);
    feed.newListCalls();
    await pipeline.sync(RECEIVER);
    // Thirty are open, and the overlap of an hour takes in as many pages as a minute's distance puts there.
    expect(feed.newListCalls()).toBe(1);
  });

  it('moves back for an open invitation that turns up late, far behind it', async () => {
    feed.world.partnerCentral.invite(invitation(9000, { ExpirationDate: '2027-01-01T00:00:00Z' }, 12 * DAY_MS));
    await pipeline.sync(RECEIVER, 'reconcile');
    expect(feed.newEvents()).toMatchObject([{ type: 'Created', id: invitationId(9000) }]);
    feed.world.partnerCentral.change(invitationId(9000), { Status: 'ACCEPTED' });
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()).toMatchObject([{ type: 'Accepted', id: invitationId(9000), sequence: 2 }]);
    feed.newListCalls();
    await pipeline.sync(RECEIVER);
    expect(feed.newListCalls()).toBe(2);
  });

  it('does not move past an invitation whose event is not published', async () => {
    const oldestOpen = invitationId(PENDING - 1);
    for (let number = 0; number < PENDING; number++) {
      feed.world.partnerCentral.change(invitationId(number), { Status: 'REJECTED' });
    }
    feed.world.eventBus.entryFaults = ({ entry }) => (entry.Detail?.includes(oldestOpen) ? 'AccessDenied' : undefined);
    await expect(pipeline.sync(RECEIVER)).rejects.toThrow('EventBridge refused an event: AccessDenied');
    feed.newEvents();
    feed.world.eventBus.entryFaults = undefined;
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()).toMatchObject([{ type: 'Rejected', id: oldestOpen }]);
  });

  it('moves back before it commits what lies behind it, so that a process may die right then', async () => {
    const farBehind = invitationId(PENDING + 350);
    feed.world.partnerCentral.change(farBehind, { EngagementTitle: 'Long ago' });
    const { source, ports } = pipeline.open(RECEIVER);
    const commit: typeof ports.store.commit = async (next) => {
      await ports.store.commit(next);
      throw new Error('dies');
    };
    const store = new Proxy(ports.store, { get: (target, name) => (name === 'commit' ? commit : bound(target, name)) });
    const request = { scope: RECEIVER, mode: 'reconcile', remainingMs: () => Number.POSITIVE_INFINITY } as const;
    await expect(syncScope({ ...ports, store }, source, feed.settings, request)).rejects.toThrow('dies');
    expect(feed.newEvents()).toEqual([]);
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()).toMatchObject([{ type: 'Updated', id: farBehind }]);
  });

  it('is everything while nothing with a date is known', async () => {
    const other = await Feed.start();
    try {
      const empty = other.pipeline();
      await empty.sync(RECEIVER);
      other.world.partnerCentral.invite(invitation(1, {}, 400 * DAY_MS));
      await empty.sync(RECEIVER);
      expect(other.newEvents()).toMatchObject([{ type: 'Created' }]);
    } finally {
      await other.stop();
    }
  });

  it('is not moved ahead by a date in the far future', async () => {
    const other = await Feed.start();
    try {
      const fresh = other.pipeline();
      const InvitationDate = '9999-12-31T23:59:59.000Z';
      other.world.partnerCentral.invite(invitation(1, { Status: 'ACCEPTED', InvitationDate }));
      await fresh.sync(RECEIVER);
      other.clock.advance(DAY_MS);
      // More than a page, all of them later than the watermark would be allowed to be.
      for (let number = 2; number < 122; number++) other.world.partnerCentral.invite(invitation(number, {}, -DAY_MS));
      await fresh.sync(RECEIVER);
      expect(other.newEvents()).toHaveLength(120);
    } finally {
      await other.stop();
    }
  });
});

function bound<T extends object>(target: T, name: string | symbol): unknown {
  const member: unknown = Reflect.get(target, name);
  return typeof member === 'function' ? member.bind(target) : member;
}
