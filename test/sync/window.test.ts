import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Pipeline } from '../../local/pipeline.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, Feed, HOUR_MS, RECEIVER, START_MS } from '../support/feed.ts';

let feed: Feed;
let pipeline: Pipeline;
afterEach(() => feed.stop());

const OPEN = [0, 60, 119];
const OLDEST_OPEN = 119;
/** On the page that the window ends on, and far beyond it. */
const [AT_THE_EDGE, FAR_BEHIND] = [130, 210];

/** Three open invitations among 120 of the last two hours, and 100 settled ones behind them, an hour apart: three pages. */
beforeEach(async () => {
  feed = await Feed.start();
  pipeline = feed.pipeline();
  for (let number = 0; number < 220; number++) {
    const Status = OPEN.includes(number) ? 'PENDING' : 'ACCEPTED';
    feed.world.partnerCentral.invite(
      invitation(number, { Status }, number < 120 ? number * 60_000 : DAY_MS + number * HOUR_MS),
    );
  }
  await pipeline.sync(RECEIVER);
  feed.newEvents();
  feed.newListCalls();
  feed.newWrites();
});

/** Syncs a minute later. */
async function sync(mode: 'sync' | 'reconcile' = 'sync') {
  feed.clock.advance(60_000);
  return pipeline.sync(RECEIVER, mode);
}

describe('the window', () => {
  it('ends an idle sync soon after the oldest open invitation', async () => {
    const { requests } = feed.world.dynamodb;
    const before = requests.length;
    await sync();
    expect(feed.newListCalls()).toBe(2);
    expect(feed.newWrites().snapshots).toBe(0);
    expect(feed.newEvents()).toEqual([]);
    // Take the turn; read the resources that every run looks at, and the window back to the oldest open one; give the turn back.
    expect(requests.length - before).toBe(4);
  });

  it('does not mistake settled invitations at its edge for new ones', async () => {
    feed.world.partnerCentral.change(invitationId(AT_THE_EDGE), { EngagementTitle: 'On the page at the edge' });
    await sync();
    expect(feed.newEvents()).toEqual([]);
    await sync('reconcile');
    expect(feed.newEvents()).toMatchObject([{ type: 'Updated', id: invitationId(AT_THE_EDGE), sequence: 1 }]);
  });

  it('takes in an open one behind its edge, where a page shows it', async () => {
    feed.world.partnerCentral.invite(invitation(9000, {}, DAY_MS + AT_THE_EDGE * HOUR_MS));
    await sync();
    expect(feed.newEvents()).toMatchObject([{ type: 'Created', id: invitationId(9000), sequence: 1 }]);
  });

  it('does not look at what is older: the reconciliation does', async () => {
    feed.world.partnerCentral.change(invitationId(FAR_BEHIND), { EngagementTitle: 'Long ago' });
    await sync();
    expect(feed.newEvents()).toEqual([]);
    expect((await sync('reconcile'))?.report.mode).toBe('reconcile');
    expect(feed.newEvents()).toMatchObject([{ type: 'Updated', id: invitationId(FAR_BEHIND), sequence: 1 }]);
    feed.newListCalls();
    expect((await sync())?.report.mode).toBe('window');
    expect(feed.newListCalls()).toBe(2);
  });

  it('takes in everything a day after the last reconciliation began, put off by up to an hour', async () => {
    feed.world.partnerCentral.change(invitationId(FAR_BEHIND), { EngagementTitle: 'Long ago' });
    feed.clock.advance(DAY_MS - 60_000);
    expect((await sync())?.report.mode).toBe('window');
    expect(feed.newEvents()).toEqual([]);
    feed.clock.advance(HOUR_MS - 59_999);
    expect((await sync())?.report.mode).toBe('reconcile');
    expect(feed.newEvents()).toMatchObject([{ type: 'Updated', id: invitationId(FAR_BEHIND) }]);
    expect((await sync())?.report.mode).toBe('window');
  });

  it('moves on as invitations are settled', async () => {
    for (const number of [60, 119]) feed.world.partnerCentral.change(invitationId(number), { Status: 'REJECTED' });
    await sync();
    expect(feed.newEvents()).toHaveLength(2);
    feed.newListCalls();
    await sync();
    expect(feed.newListCalls()).toBe(1);
  });

  it('moves back for an open invitation that turns up late, far behind it', async () => {
    feed.world.partnerCentral.invite(invitation(9000, {}, 12 * DAY_MS));
    await sync('reconcile');
    expect(feed.newEvents()).toMatchObject([{ type: 'Created' }, { type: 'Expiring', id: invitationId(9000) }]);
    feed.world.partnerCentral.change(invitationId(9000), { Status: 'ACCEPTED' });
    await sync();
    expect(feed.newEvents()).toMatchObject([{ type: 'Accepted', id: invitationId(9000), sequence: 3 }]);
    feed.newListCalls();
    await sync();
    expect(feed.newListCalls()).toBe(2);
  });

  it('need not reach back to an invitation whose event is not published', async () => {
    for (const number of OPEN) feed.world.partnerCentral.change(invitationId(number), { Status: 'REJECTED' });
    const oldest = invitationId(OLDEST_OPEN);
    feed.world.eventBus.entryFaults = ({ entry }) => (entry.Detail?.includes(oldest) ? 'AccessDenied' : undefined);
    await expect(sync()).rejects.toThrow('EventBridge refused an event: AccessDenied');
    feed.newEvents();
    feed.newListCalls();
    feed.world.eventBus.entryFaults = undefined;
    await sync();
    expect(feed.newEvents()).toMatchObject([{ type: 'Rejected', id: oldest, sequence: 2 }]);
    expect(feed.newListCalls()).toBe(1);
  });
});

describe('a window that begins at an absurd date', () => {
  it('in the far future hides nothing of what is to come', async () => {
    const InvitationDate = '9999-12-31T23:59:59.000Z';
    feed.world.partnerCentral.invite(invitation(9000, { Status: 'ACCEPTED', InvitationDate }));
    await sync();
    feed.newEvents();
    feed.clock.advance(DAY_MS);
    // More than a page, all later than the end of the last window.
    for (let number = 1000; number < 1120; number++) {
      const sent = new Date(START_MS + DAY_MS - number * 1000).toISOString();
      feed.world.partnerCentral.invite(invitation(number, { Status: 'ACCEPTED', InvitationDate: sent }));
    }
    await sync();
    expect(feed.newEvents()).toHaveLength(120);
  });

  it('in the distant past takes in no more than half a year', async () => {
    for (const [number, InvitationDate] of ['0001-01-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z'].entries()) {
      const ExpirationDate = '2027-06-01T00:00:00.000Z';
      feed.world.partnerCentral.invite(invitation(9000 + number, { InvitationDate, ExpirationDate }));
    }
    await sync('reconcile');
    feed.newListCalls();
    await sync();
    expect(feed.newListCalls()).toBe(2);
  });
});
