import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Pipeline } from '../../local/pipeline.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, Feed, HOUR_MS, RECEIVER, START_MS } from '../support/feed.ts';

let feed: Feed;
let pipeline: Pipeline;

beforeEach(async () => {
  feed = await Feed.start();
  pipeline = feed.pipeline();
  await pipeline.sync(RECEIVER);
});
afterEach(() => feed.stop());

/** This long after the start. */
const at = (ms: number) => feed.clock.advance(START_MS + ms - feed.clock.nowMs());

/** Syncs, and returns the events: `Created 1` is the first event of a resource. */
async function synced(): Promise<string[]> {
  await pipeline.sync(RECEIVER);
  return feed.newEvents().map(({ type, sequence }) => `${type} ${sequence}`);
}

describe('an invitation, from list to event', () => {
  it('is announced with all its fields', async () => {
    feed.world.partnerCentral.invite(invitation(1));
    at(60_000);
    await pipeline.sync(RECEIVER);
    const [event] = feed.world.eventBus.events;
    expect(event).toMatchObject({
      source: 'engagement-sync',
      'detail-type': 'Engagement Invitation Created',
      resources: ['arn:aws:partnercentral:us-east-1::catalog/AWS/engagement-invitation/engi-0000000000001'],
      time: '2026-11-22T03:01:00Z',
    });
    expect(event?.detail).toEqual({
      metadata: {
        schemaVersion: '1.0',
        eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
        sequence: 1,
        scope: 'invitations/AWS/RECEIVER',
        detectedAt: '2026-11-22T03:01:00.000Z',
        baseline: false,
        replay: false,
        stale: false,
      },
      catalog: 'AWS',
      engagementInvitation: {
        arn: 'arn:aws:partnercentral:us-east-1::catalog/AWS/engagement-invitation/engi-0000000000001',
        id: 'engi-0000000000001',
        engagementId: 'eng-00000000000001',
        engagementTitle: 'Title 1',
        status: 'PENDING',
        payloadType: 'OpportunityInvitation',
        participantType: 'Receiver',
        invitationDate: '2026-11-22T02:59:00.000Z',
        expirationDate: '2026-12-07T02:59:00.000Z',
        senderAccountId: 'AWS',
        senderCompanyName: 'AWS',
        receiverAccountId: '123456789012',
        receiverAlias: 'partner',
      },
    });
  });

  it('publishes nothing and writes no snapshot while nothing changes', async () => {
    feed.world.partnerCentral.invite(invitation(1));
    await synced();
    feed.newWrites();
    at(60_000);
    expect(await synced()).toEqual([]);
    // It takes its turn, and gives it back.
    expect(feed.newWrites()).toEqual({ snapshots: 0, checkpoint: 2 });
  });

  it.each(['ACCEPTED', 'REJECTED', 'EXPIRED'])('announces %s with the status before', async (status) => {
    feed.world.partnerCentral.invite(invitation(1));
    await synced();
    feed.world.partnerCentral.change(invitationId(1), { Status: status });
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()).toMatchObject([
      { type: status[0] + status.slice(1).toLowerCase(), sequence: 2, previous: { status: 'PENDING' } },
    ]);
  });

  it('announces a status that it does not know, and what comes of it', async () => {
    feed.world.partnerCentral.invite(invitation(1));
    await synced();
    feed.world.partnerCentral.change(invitationId(1), { Status: 'WITHDRAWN' });
    expect(await synced()).toEqual(['Status Changed 2']);
    feed.world.partnerCentral.change(invitationId(1), { Status: 'ACCEPTED' });
    expect(await synced()).toEqual(['Accepted 3']);
  });

  it('announces other fields, old values included', async () => {
    feed.world.partnerCentral.invite(invitation(1));
    await synced();
    feed.world.partnerCentral.change(invitationId(1), { EngagementTitle: 'Another', SenderCompanyName: undefined });
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()).toMatchObject([
      { type: 'Updated', previous: { engagementTitle: 'Title 1', senderCompanyName: 'AWS' } },
    ]);
  });

  it('counts the events of one invitation without a gap', async () => {
    feed.world.partnerCentral.invite(invitation(1));
    const all = await synced();
    for (const title of ['a', 'b', 'c']) {
      feed.world.partnerCentral.change(invitationId(1), { EngagementTitle: title });
      all.push(...(await synced()));
    }
    expect(all).toEqual(['Created 1', 'Updated 2', 'Updated 3', 'Updated 4']);
  });

  it('never makes an event of absence', async () => {
    feed.world.partnerCentral.invite(invitation(1));
    await synced();
    feed.world.partnerCentral.remove(invitationId(1));
    expect(await synced()).toEqual([]);
  });
});

describe('deadlines', () => {
  it('warns at each threshold once, and never after an answer', async () => {
    feed.world.partnerCentral.invite(invitation(1, {}, 0));
    await synced();
    at(12 * DAY_MS - 1000);
    expect(await synced()).toEqual([]);
    at(12 * DAY_MS);
    expect(await synced()).toEqual(['Expiring 2']);
    at(12 * DAY_MS + HOUR_MS);
    expect(await synced()).toEqual([]);
    at(14 * DAY_MS + HOUR_MS);
    expect(await synced()).toEqual(['Expiring 3']);
    feed.world.partnerCentral.change(invitationId(1), { Status: 'ACCEPTED' });
    at(14 * DAY_MS + 21 * HOUR_MS);
    expect(await synced()).toEqual(['Accepted 4']);
  });

  it('sends only the tightest of several thresholds crossed at once', async () => {
    feed.world.partnerCentral.invite(invitation(1, {}, 15 * DAY_MS - 3 * HOUR_MS));
    at(1000);
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()).toMatchObject([
      { type: 'Created', sequence: 1 },
      { type: 'Expiring', sequence: 2, expiry: { threshold: 'PT4H', secondsRemaining: 3 * 3600 - 1 } },
    ]);
  });

  it('knows the answer of this very listing before it warns', async () => {
    feed.world.partnerCentral.invite(invitation(1, {}, 0));
    await synced();
    feed.clock.advance(13 * DAY_MS);
    feed.world.partnerCentral.change(invitationId(1), { Status: 'REJECTED' });
    expect(await synced()).toEqual(['Rejected 2']);
  });
});

describe('Sync Completed', () => {
  it('says what a complete sync did', async () => {
    await feed.stop();
    feed = await Feed.start({ announceCompletion: true });
    feed.world.partnerCentral.invite(invitation(1));
    await feed.pipeline().sync(RECEIVER);
    const event = feed.world.eventBus.events.at(-1);
    expect(event?.['detail-type']).toBe('Sync Completed');
    expect(event?.resources).toEqual([]);
    expect(event?.detail).toMatchObject({
      metadata: { scope: RECEIVER, baseline: true, stale: false },
      sync: {
        scope: RECEIVER,
        mode: 'baseline',
        pages: 1,
        listed: 1,
        created: 1,
        changed: 0,
        expiring: 0,
        published: 1,
        apiCalls: 1,
        startedAt: '2026-11-22T03:00:00.000Z',
        durationMs: 0,
      },
    });
  });
});
