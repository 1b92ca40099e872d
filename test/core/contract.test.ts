import { expect, it } from 'vitest';
import { contactEngagementScope } from '../../lambda/apis/contact-engagements.ts';
import { DetailType } from '../../lambda/apis/detail-types.ts';
import { invitationScope, invitations, PARTICIPANT_ROLES } from '../../lambda/apis/invitations.ts';
import * as contract from '../../lambda/core/contract.ts';

/* Spelled out: rules, alarms and consumers elsewhere contain these texts, and would fail silently. */

it('names the events', () => {
  expect(DetailType).toStrictEqual({
    invitationCreated: 'Engagement Invitation Created',
    invitationAccepted: 'Engagement Invitation Accepted',
    invitationRejected: 'Engagement Invitation Rejected',
    invitationExpired: 'Engagement Invitation Expired',
    invitationStatusChanged: 'Engagement Invitation Status Changed',
    invitationUpdated: 'Engagement Invitation Updated',
    invitationExpiring: 'Engagement Invitation Expiring',
    contactEngagementStarted: 'Contact Engagement Started',
    contactEngagementStopped: 'Contact Engagement Stopped',
    syncCompleted: 'Sync Completed',
  });
  expect(contract.DEFAULT_EVENT_SOURCE).toBe('engagement-sync');
});

it('names the scopes', () => {
  expect(PARTICIPANT_ROLES.map((role) => invitationScope('Sandbox', role))).toEqual([
    'invitations/Sandbox/RECEIVER',
    'invitations/Sandbox/SENDER',
  ]);
  expect(contactEngagementScope('eu-west-1')).toBe('contact-engagements/eu-west-1');
});

it('names what a schedule, or a person, asks of a sync', () => {
  expect(contract.SYNC_MODES).toEqual(['sync', 'reconcile', 'wake-up']);
});

it('announces what is open in a first sync, unless told otherwise', () => {
  expect(contract.BASELINES).toEqual(['silent', 'open', 'all']);
  expect(contract.DEFAULT_BASELINE).toBe('open');
});

it('names the namespace of the metrics', () => {
  expect(contract.METRICS_NAMESPACE).toBe('EngagementSync');
});

it('knows the invitation events that AWS documents', () => {
  expect(invitations.nativeEvents).toStrictEqual({
    region: 'us-east-1',
    source: 'aws.partnercentral-selling',
    detailTypes: [
      'Engagement Invitation Created',
      'Engagement Invitation Accepted',
      'Engagement Invitation Rejected',
      'Engagement Invitation Expired',
    ],
  });
});
