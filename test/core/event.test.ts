import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contactEngagements } from '../../lambda/apis/contact-engagements.ts';
import { invitations } from '../../lambda/apis/invitations.ts';
import { type EventContext, type SyncReport, toCompletionEvent, toEvent } from '../../lambda/core/event.ts';
import type { OutboxEntry, Snapshot } from '../../lambda/core/snapshot.ts';

const CONTEXT: EventContext = {
  scope: 'invitations/AWS/RECEIVER',
  eventSource: 'engagement-sync',
  digest: (text) => createHash('sha256').update(text).digest('hex'),
};
const ARN = 'arn:aws:partnercentral:us-east-1::catalog/AWS/engagement-invitation/engi-0123456789abc';
const INVITATION = {
  arn: ARN,
  id: 'engi-0123456789abc',
  engagementId: 'eng-0123456789abcd',
  engagementTitle: 'Title',
  status: 'ACCEPTED',
  payloadType: 'OpportunityInvitation',
  participantType: 'Receiver',
  invitationDate: '2026-11-20T10:00:00.000Z',
  expirationDate: '2026-12-05T10:00:00.000Z',
  senderAccountId: 'AWS',
  senderCompanyName: 'AWS',
  receiverAccountId: '123456789012',
  receiverAlias: 'partner',
};
const ACCEPTED: OutboxEntry = {
  detailType: 'Engagement Invitation Accepted',
  sequence: 2,
  detectedAt: '2026-11-22T03:00:00.000Z',
  previous: { status: 'PENDING' },
};
const SNAPSHOT: Snapshot = {
  id: 'engi-0123456789abc',
  fields: INVITATION,
  release: 1,
  version: 5,
  sequence: 2,
  warned: [],
  outbox: [ACCEPTED],
};

describe('events, as the contract has them', () => {
  it('an invitation that was accepted', () => {
    expect(toEvent(CONTEXT, invitations, SNAPSHOT, ACCEPTED)).toStrictEqual({
      source: 'engagement-sync',
      'detail-type': 'Engagement Invitation Accepted',
      resources: [ARN],
      time: '2026-11-22T03:00:00.000Z',
      detail: {
        metadata: {
          schemaVersion: '1.0',
          // Fixed: consumers remember ids, so a later version must give the same change the same id.
          eventId: 'd797dffcbb9cfe0310cab21f1ce79afa',
          sequence: 2,
          scope: 'invitations/AWS/RECEIVER',
          detectedAt: '2026-11-22T03:00:00.000Z',
          baseline: false,
          replay: false,
          stale: false,
        },
        catalog: 'AWS',
        engagementInvitation: {
          arn: 'arn:aws:partnercentral:us-east-1::catalog/AWS/engagement-invitation/engi-0123456789abc',
          id: 'engi-0123456789abc',
          engagementId: 'eng-0123456789abcd',
          engagementTitle: 'Title',
          status: 'ACCEPTED',
          payloadType: 'OpportunityInvitation',
          participantType: 'Receiver',
          invitationDate: '2026-11-20T10:00:00.000Z',
          expirationDate: '2026-12-05T10:00:00.000Z',
          senderAccountId: 'AWS',
          senderCompanyName: 'AWS',
          receiverAccountId: '123456789012',
          receiverAlias: 'partner',
        },
        previous: { status: 'PENDING' },
      },
    });
  });

  it('an invitation that is about to expire, judged from what was stored', () => {
    const fields = { ...INVITATION, status: 'PENDING' };
    const entry: OutboxEntry = {
      detailType: 'Engagement Invitation Expiring',
      sequence: 3,
      detectedAt: '2026-12-04T10:06:28.000Z',
      stale: true,
      expiry: { threshold: 'P1D', secondsRemaining: 86_012 },
    };
    expect(toEvent(CONTEXT, invitations, { ...SNAPSHOT, fields }, entry)).toStrictEqual({
      source: 'engagement-sync',
      'detail-type': 'Engagement Invitation Expiring',
      resources: [ARN],
      time: '2026-12-04T10:06:28.000Z',
      detail: {
        metadata: {
          schemaVersion: '1.0',
          eventId: '2f29693260c5f74c9313cef50e399511',
          sequence: 3,
          scope: 'invitations/AWS/RECEIVER',
          detectedAt: '2026-12-04T10:06:28.000Z',
          baseline: false,
          replay: false,
          stale: true,
        },
        catalog: 'AWS',
        engagementInvitation: { ...INVITATION, status: 'PENDING' },
        expiry: { threshold: 'P1D', secondsRemaining: 86_012 },
      },
    });
  });

  it('a contact engagement that started, found by the baseline', () => {
    const arn = 'arn:aws:ssm-contacts:us-east-2:111122223333:engagement/akuam/1';
    const fields = {
      arn,
      contactArn: 'arn:aws:ssm-contacts:us-east-2:111122223333:contact/akuam',
      sender: 'cli',
      incidentId: 'incident-1',
      startTime: '2026-11-22T02:59:00.000Z',
    };
    const entry: OutboxEntry = {
      detailType: 'Contact Engagement Started',
      sequence: 1,
      detectedAt: '2026-11-22T03:00:00.000Z',
      baseline: true,
    };
    const snapshot: Snapshot = { id: arn, fields, release: 1, version: 1, sequence: 1, warned: [], outbox: [entry] };
    const context = { ...CONTEXT, scope: 'contact-engagements/us-east-2', eventSource: 'my.feed' };
    expect(toEvent(context, contactEngagements, snapshot, entry)).toStrictEqual({
      source: 'my.feed',
      'detail-type': 'Contact Engagement Started',
      resources: [arn],
      time: '2026-11-22T03:00:00.000Z',
      detail: {
        metadata: {
          schemaVersion: '1.0',
          eventId: 'b64c7143851f0ff5c6535cad5bb5fb87',
          sequence: 1,
          scope: 'contact-engagements/us-east-2',
          detectedAt: '2026-11-22T03:00:00.000Z',
          baseline: true,
          replay: false,
          stale: false,
        },
        region: 'us-east-2',
        engagement: fields,
      },
    });
  });

  it('a sync that completed', () => {
    const report: SyncReport = {
      scope: 'invitations/AWS/RECEIVER',
      mode: 'window',
      pages: 2,
      listed: 150,
      created: 1,
      changed: 2,
      expiring: 3,
      published: 6,
      apiCalls: 4,
      startedAt: '2026-11-22T03:00:00.000Z',
      durationMs: 1234,
    };
    const event = toCompletionEvent(CONTEXT, report, '2026-11-22T03:00:01.234Z');
    expect(event).toStrictEqual({
      source: 'engagement-sync',
      'detail-type': 'Sync Completed',
      resources: [],
      time: '2026-11-22T03:00:01.234Z',
      detail: {
        metadata: {
          schemaVersion: '1.0',
          eventId: '5f0ca10bc70d6beab550a2a6bb9d285c',
          scope: 'invitations/AWS/RECEIVER',
          detectedAt: '2026-11-22T03:00:01.234Z',
          baseline: false,
          replay: false,
          stale: false,
        },
        sync: report,
      },
    });
    const ofBaseline = toCompletionEvent(CONTEXT, { ...report, mode: 'baseline' }, '2026-11-22T03:00:01.234Z');
    expect(ofBaseline.detail.metadata).toMatchObject({ baseline: true });
    expect(ofBaseline.detail.metadata).not.toMatchObject({ eventId: '5f0ca10bc70d6beab550a2a6bb9d285c' });
  });

  it('names no resource where the ARN is missing', () => {
    const { arn: _, ...fields } = INVITATION;
    expect(toEvent(CONTEXT, invitations, { ...SNAPSHOT, fields }, ACCEPTED).resources).toEqual([]);
  });
});

describe('an older event that still waits', () => {
  it('tells the fields of its time, not those of today', () => {
    const fields = { ...INVITATION, engagementTitle: 'Old', status: 'PENDING' };
    const { detail } = toEvent(CONTEXT, invitations, SNAPSHOT, { ...ACCEPTED, fields });
    expect(detail.engagementInvitation).toEqual(fields);
  });

  it('has the same detail, whether its fields are its own or still those of the snapshot', () => {
    const frozen = toEvent(
      CONTEXT,
      invitations,
      { ...SNAPSHOT, fields: { id: 'x' } },
      { ...ACCEPTED, fields: INVITATION },
    );
    expect(frozen).toStrictEqual(toEvent(CONTEXT, invitations, SNAPSHOT, ACCEPTED));
  });
});

describe('eventId', () => {
  const idOf = (snapshot: Snapshot, entry: OutboxEntry, context = CONTEXT) =>
    (toEvent(context, invitations, snapshot, entry).detail.metadata as { eventId: string }).eventId;
  const original = 'd797dffcbb9cfe0310cab21f1ce79afa';

  it('is the same for the same change, whatever the order of the keys, the release, the version, or the time it was found', () => {
    const reversed = Object.fromEntries(Object.entries(INVITATION).reverse());
    expect(idOf({ ...SNAPSHOT, fields: reversed }, ACCEPTED)).toBe(original);
    expect(idOf({ ...SNAPSHOT, release: 2, version: 9, warned: ['x'], outbox: [] }, ACCEPTED)).toBe(original);
    expect(idOf(SNAPSHOT, { ...ACCEPTED, detectedAt: '2027-01-01T00:00:00.000Z' })).toBe(original);
  });

  it.each([
    { name: 'sequence', entry: { ...ACCEPTED, sequence: 3 } },
    { name: 'detail-type', entry: { ...ACCEPTED, detailType: 'Engagement Invitation Rejected' as const } },
    { name: 'threshold', entry: { ...ACCEPTED, expiry: { threshold: 'P1D', secondsRemaining: 1 } } },
    { name: 'id', snapshot: { ...SNAPSHOT, id: 'engi-other' } },
    { name: 'value of a field', snapshot: { ...SNAPSHOT, fields: { ...INVITATION, engagementTitle: 'Other' } } },
    { name: 'additional field', snapshot: { ...SNAPSHOT, fields: { ...INVITATION, other: '' } } },
    { name: 'scope', context: { ...CONTEXT, scope: 'invitations/AWS/SENDER' } },
  ])('differs for another $name', ({ snapshot = SNAPSHOT, entry = ACCEPTED, context = CONTEXT }) => {
    expect(idOf(snapshot, entry, context)).toMatch(/^[0-9a-f]{32}$/);
    expect(idOf(snapshot, entry, context)).not.toBe(original);
  });
});
