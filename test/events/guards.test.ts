import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  DetailType,
  type EngagementSyncEvent,
  type InvitationExpiringEvent,
  isContactEngagementStarted,
  isEngagementSyncEvent,
  isInvitationCreated,
  isInvitationExpiring,
  isSyncCompleted,
} from '../../lambda/events/index.ts';
import { EXPIRING } from '../support/expiring-event.ts';

const expiring = EXPIRING;
const { metadata } = expiring.detail;
const withDetail = (detail: object) => ({ ...expiring, detail: { ...expiring.detail, ...detail } });
const withMetadata = (fields: object) => withDetail({ metadata: { ...metadata, ...fields } });

describe('a guard', () => {
  it.each<[string, unknown]>([
    ['an event', expiring],
    ['one of another source', { ...expiring, source: 'com.example.partner' }],
    ['what EventBridge adds', { ...expiring, version: '0', id: '1', account: '111122223333', region: 'us-east-1' }],
    [
      'fields it does not know',
      { ...withDetail({ news: 1, metadata: { ...metadata, news: {} } }), 'replay-name': 'r' },
    ],
    ['values it does not know', withDetail({ catalog: 'New', engagementInvitation: { id: 'e', status: 'IN_REVIEW' } })],
  ])('says yes to %s', (_, event) => {
    expect(isInvitationExpiring(event)).toBe(true);
    expect(isEngagementSyncEvent(event)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'Engagement Invitation Expiring'],
    ['a detail-type that there is none of', { ...expiring, 'detail-type': 'Engagement Invitation Revoked' }],
    ['another version', withMetadata({ schemaVersion: '2.0' })],
    ['a field that is missing', withDetail({ expiry: undefined })],
    ['a field of another type', withDetail({ expiry: { threshold: 'PT4H', secondsRemaining: '14400' } })],
    ['null for what should be absent', withDetail({ engagementInvitation: { id: 'e', status: null } })],
    ['a date that is none', withMetadata({ detectedAt: 'yesterday' })],
    ['a sequence below 1', withMetadata({ sequence: 0 })],
  ])('says no to %s', (_, event) => {
    expect(isInvitationExpiring(event)).toBe(false);
    expect(isEngagementSyncEvent(event)).toBe(false);
  });

  it('says no to every other kind of event', () => {
    for (const other of [isInvitationCreated, isContactEngagementStarted, isSyncCompleted]) {
      expect(other(expiring)).toBe(false);
    }
  });
});

it('tells the compiler what it knows', () => {
  const event: unknown = expiring;
  if (!isEngagementSyncEvent(event)) throw new Error('not an event');
  expectTypeOf(event).toEqualTypeOf<EngagementSyncEvent>();
  if (event['detail-type'] !== DetailType.invitationExpiring) throw new Error('of another kind');
  expectTypeOf(event).toEqualTypeOf<InvitationExpiringEvent>();
  expectTypeOf(event.detail.engagementInvitation.status).toEqualTypeOf<string | undefined>();
  expect(event.detail.expiry.secondsRemaining).toBe(14_400);
});
