import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
    await pipeline.sync(RECEIVER);
    expect(feed.newListCalls()).toBe(2);
    expect(feed.newWrites()).toEqual([]);
    expect(feed.newEvents()).toEqual([]);
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
      other.world.partnerCentral.invite(invitation(2, {}, -DAY_MS));
      await fresh.sync(RECEIVER);
      expect(other.newEvents()).toMatchObject([{ type: 'Created', id: invitationId(2) }]);
    } finally {
      await other.stop();
    }
  });
});
