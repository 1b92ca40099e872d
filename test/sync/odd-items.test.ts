import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Pipeline } from '../../local/pipeline.ts';
import { engagement, invitation, invitationId } from '../support/builders.ts';
import { Feed, OHIO, RECEIVER } from '../support/feed.ts';

let feed: Feed;
let pipeline: Pipeline;
const LIST = { Catalog: 'AWS', ParticipantType: 'RECEIVER' };

beforeEach(async () => {
  feed = await Feed.start();
  pipeline = feed.pipeline();
  await pipeline.sync(RECEIVER);
});
afterEach(() => feed.stop());

describe('odd items', () => {
  it('without an id are counted, logged without their content, and skipped', async () => {
    feed.world.partnerCentral.invite({ Catalog: 'AWS', EngagementTitle: 'Telling title' }, LIST);
    feed.world.partnerCentral.invite(invitation(1));
    expect((await pipeline.sync(RECEIVER))?.oddItems).toBe(1);
    expect(feed.newEvents()).toMatchObject([{ type: 'Created', id: invitationId(1) }]);
    expect(feed.warnings).toEqual([
      { message: 'Odd items in a list', details: { scope: RECEIVER, skipped: 1, oddValues: 0 } },
    ]);
  });

  it('without dates or status are kept and announced', async () => {
    feed.world.partnerCentral.invite({ Id: invitationId(1), Catalog: 'AWS' }, LIST);
    await pipeline.sync(RECEIVER);
    const [event] = feed.newEvents();
    expect(event).toMatchObject({ type: 'Created', sequence: 1 });
    expect(event?.detail.engagementInvitation).toEqual({ id: invitationId(1) });

    feed.world.partnerCentral.change(invitationId(1), { Status: 'PENDING' });
    await pipeline.sync(RECEIVER);
    feed.world.partnerCentral.change(invitationId(1), { Status: 'ACCEPTED', InvitationDate: '2026-11-01T00:00:00Z' });
    await pipeline.sync(RECEIVER);
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()).toMatchObject([
      { type: 'Status Changed', sequence: 2, previous: {} },
      { type: 'Accepted', sequence: 3, previous: { status: 'PENDING' } },
    ]);
  });

  it('with a payload type that is new pass through', async () => {
    feed.world.partnerCentral.invite(invitation(1, { PayloadType: 'MarketplaceInvitation' }));
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()[0]?.detail.engagementInvitation).toMatchObject({ payloadType: 'MarketplaceInvitation' });
  });

  it('with a date that is none lose it, and nothing else; the page goes on', async () => {
    feed.world.partnerCentral.invite(invitation(1));
    feed.world.partnerCentral.invite(invitation(2, { ExpirationDate: 'next tuesday', InvitationDate: 5 }));
    expect((await pipeline.sync(RECEIVER))?.oddItems).toBe(2);
    const events = feed.newEvents();
    expect(events.map(({ id }) => id).sort()).toEqual([invitationId(1), invitationId(2)]);
    const odd = events.find(({ id }) => id === invitationId(2))?.detail.engagementInvitation;
    expect(odd).toMatchObject({ engagementTitle: 'Title 2' });
    expect(odd).not.toHaveProperty('expirationDate');
  });

  it('with members that are no text, or a receiver of a new kind, lose those, and each counts', async () => {
    feed.world.partnerCentral.invite(invitation(1, { EngagementTitle: 5, Receiver: { Organization: { Id: 'o-1' } } }));
    expect((await pipeline.sync(RECEIVER))?.oddItems).toBe(2);
    const [event] = feed.newEvents();
    expect(event?.detail.engagementInvitation).toMatchObject({ id: invitationId(1), status: 'PENDING' });
    expect(event?.detail.engagementInvitation).not.toHaveProperty('engagementTitle');
    expect(event?.detail.engagementInvitation).not.toHaveProperty('receiverAccountId');
  });

  it('with a date beyond the year 9999 lose it, and it counts, in either API', async () => {
    feed.world.partnerCentral.invite(invitation(1, { ExpirationDate: '9999-12-31T23:59:59-08:00' }));
    feed.world.incidentManager.engage(engagement(1, { StartTime: 253_402_300_800 }));
    expect((await pipeline.sync(RECEIVER))?.oddItems).toBe(1);
    expect((await pipeline.sync(OHIO))?.oddItems).toBe(1);
  });

  it('with texts that are too long are announced, with the texts cut, and each counts', async () => {
    // The 2,048th character is half of a pair.
    const EngagementTitle = `${'x'.repeat(2047)}🙂 and so on`;
    feed.world.partnerCentral.invite(invitation(1, { EngagementTitle, SenderCompanyName: 'y'.repeat(100_000) }));
    expect(await pipeline.sync(RECEIVER)).toMatchObject({ complete: true, oddItems: 2 });
    const [event] = feed.newEvents();
    expect(event).toMatchObject({ type: 'Created', id: invitationId(1) });
    expect(event?.detail.engagementInvitation).toMatchObject({
      engagementTitle: 'x'.repeat(2047),
      senderCompanyName: 'y'.repeat(2048),
      status: 'PENDING',
    });
    expect(feed.warnings).toEqual([
      { message: 'Odd items in a list', details: { scope: RECEIVER, skipped: 0, oddValues: 2 } },
    ]);
    // The result is the same every time.
    feed.clock.advance(60_000);
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()).toEqual([]);
  });

  it('that come twice, on one page or on two, count once', async () => {
    const twice = [invitation(1), invitation(1)];
    let page = 0;
    feed.world.partnerCentral.faults = () => ({
      body: { EngagementInvitationSummaries: twice, ...(page++ === 0 && { NextToken: 'second' }) },
    });
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()).toMatchObject([{ type: 'Created', sequence: 1 }]);
  });

  it('that are settled and come twice in a first listing are recorded in one batch', async () => {
    const other = await Feed.start();
    try {
      const settled = invitation(1, { Status: 'ACCEPTED' });
      other.world.partnerCentral.faults = () => ({ body: { EngagementInvitationSummaries: [settled, settled] } });
      expect(await other.pipeline().sync(RECEIVER)).toMatchObject({ complete: true });
    } finally {
      await other.stop();
    }
  });

  it('in an unsorted list are all seen by the reconciliation', async () => {
    const page = (...numbers: number[]) => numbers.map((number) => invitation(number, {}, number * 86_400_000));
    const pages = [page(5, 1, 300), page(2, 200, 7), page(100, 3)];
    let served = 0;
    feed.world.partnerCentral.faults = () => {
      const EngagementInvitationSummaries = pages[served++ % 3];
      return { body: { EngagementInvitationSummaries, ...(served % 3 !== 0 && { NextToken: `page-${served}` }) } };
    };
    await pipeline.sync(RECEIVER, 'reconcile');
    await pipeline.sync(RECEIVER, 'reconcile');
    const events = feed.newEvents().filter(({ type }) => type === 'Created');
    expect(events.map(({ id }) => id).sort()).toEqual([1, 2, 3, 5, 7, 100, 200, 300].map(invitationId).sort());
  });

  it('that are no items at all are counted, in either API', async () => {
    feed.world.partnerCentral.faults = () => ({ body: { EngagementInvitationSummaries: [null, 'text', 5, [], {}] } });
    feed.world.incidentManager.faults = () => ({ body: { Engagements: [null, 'text', 5, [], { EngagementArn: 5 }] } });
    expect((await pipeline.sync(RECEIVER))?.oddItems).toBe(5);
    // The number in place of the ARN counts too.
    expect((await pipeline.sync(OHIO))?.oddItems).toBe(6);
  });
});
