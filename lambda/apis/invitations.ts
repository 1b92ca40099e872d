import type { Api } from '../core/api.ts';
import type { Fields } from '../core/fields.ts';
import { scopeName } from '../core/scope-name.ts';
import { NATIVE_EVENTS_OF_PARTNER_CENTRAL, PARTNER_CENTRAL } from './partner-central.ts';

export const PARTICIPANT_ROLES = ['RECEIVER', 'SENDER'] as const;
export type ParticipantRole = (typeof PARTICIPANT_ROLES)[number];

/** Written as in AWS's own events. The detail of ours is a superset of theirs. */
export const PARTICIPANT_TYPES: Readonly<Record<ParticipantRole, string>> = { RECEIVER: 'Receiver', SENDER: 'Sender' };

const EVENTS = {
  invitationCreated: {
    detailType: 'Engagement Invitation Created',
    kind: 'created',
    when: 'An invitation is seen for the first time. It may have been answered already: see its status',
  },
  invitationAccepted: {
    detailType: 'Engagement Invitation Accepted',
    kind: 'changed',
    when: 'The status changed to ACCEPTED',
  },
  invitationRejected: {
    detailType: 'Engagement Invitation Rejected',
    kind: 'changed',
    when: 'The status changed to REJECTED',
  },
  invitationExpired: {
    detailType: 'Engagement Invitation Expired',
    kind: 'changed',
    when: 'The status changed to EXPIRED',
  },
  invitationStatusChanged: {
    detailType: 'Engagement Invitation Status Changed',
    kind: 'changed',
    when: 'The status changed to one that is not final',
  },
  invitationUpdated: {
    detailType: 'Engagement Invitation Updated',
    kind: 'changed',
    when: 'A field other than the status changed, appeared or went away',
  },
  invitationExpiring: {
    detailType: 'Engagement Invitation Expiring',
    kind: 'expiring',
    when: 'The invitation is still PENDING, and little time is left to answer it',
  },
} as const satisfies Api['events'];

/** The detail-type by which an event says that an invitation has this final status. */
export const SETTLED: ReadonlyMap<string, string> = new Map([
  ['ACCEPTED', EVENTS.invitationAccepted.detailType],
  ['REJECTED', EVENTS.invitationRejected.detailType],
  ['EXPIRED', EVENTS.invitationExpired.detailType],
]);

const isSettled = ({ status }: Fields) => status !== undefined && SETTLED.has(status);

/** Partner Central's engagement invitations, of one catalog and role. */
export const invitations = {
  name: 'invitations',
  scope: {
    catalog: { example: 'AWS', description: 'The Partner Central catalog: AWS or Sandbox' },
    role: { example: 'RECEIVER', values: PARTICIPANT_ROLES },
  },
  release: 1,
  fields: {
    arn: { path: 'Arn', kind: 'text', description: 'Of the invitation' },
    id: { path: 'Id', kind: 'text', description: 'Of the invitation' },
    engagementId: { path: 'EngagementId', kind: 'text', description: 'Of the engagement it invites to' },
    engagementTitle: { path: 'EngagementTitle', kind: 'text', description: 'Of the engagement it invites to' },
    status: {
      path: 'Status',
      kind: 'text',
      description: 'PENDING, ACCEPTED, REJECTED, EXPIRED, or one that this version does not know',
    },
    payloadType: { path: 'PayloadType', kind: 'text', description: 'Such as OpportunityInvitation or LeadInvitation' },
    participantType: {
      path: 'ParticipantType',
      kind: 'text',
      description: 'The side of this account: Receiver or Sender',
      values: PARTICIPANT_TYPES,
    },
    invitationDate: { path: 'InvitationDate', kind: 'date-time', description: 'When it was sent' },
    expirationDate: { path: 'ExpirationDate', kind: 'date-time', description: 'Until when it can be answered' },
    senderAccountId: {
      path: 'SenderAwsAccountId',
      kind: 'text',
      description: 'An account id, or an alias such as AWS',
    },
    senderCompanyName: { path: 'SenderCompanyName', kind: 'text', description: 'Of who sent it' },
    receiverAccountId: { path: 'Receiver.Account.AwsAccountId', kind: 'text', description: 'An account id' },
    receiverAlias: { path: 'Receiver.Account.Alias', kind: 'text', description: 'Of who received it' },
  },
  idField: 'id',
  dateField: 'invitationDate',
  newestFirst: true,
  // An invitation expires by itself: after 15 days between partners, sooner if AWS refers. A later expiration date counts.
  usuallyOpenForMs: 15 * 24 * 60 * 60_000,
  resource: {
    name: 'engagementInvitation',
    description: 'What the list showed of the invitation. A field that the API left out is absent, never null',
  },
  events: EVENTS,
  nativeEvents: {
    ...NATIVE_EVENTS_OF_PARTNER_CENTRAL,
    detailTypes: [EVENTS.invitationCreated.detailType, ...SETTLED.values()],
  },

  list: {
    ...PARTNER_CENTRAL,
    operation: 'ListEngagementInvitations',
    iamAction: 'partnercentral:ListEngagementInvitations',
    items: 'EngagementInvitationSummaries',
    request: ({ catalog, role }) => ({
      Catalog: catalog,
      ParticipantType: role,
      Sort: { SortBy: 'InvitationDate', SortOrder: 'DESCENDING' },
      // The largest page the API has: every call counts against a daily quota.
      MaxResults: 100,
    }),
  },

  isSettled,

  /** Keeps the stored status if the status is missing, or if an answered invitation is listed as pending again. */
  merge(stored, listed) {
    const keepsStatus = listed.status === undefined || (isSettled(stored) && listed.status === 'PENDING');
    return keepsStatus && stored.status !== undefined ? { ...listed, status: stored.status } : listed;
  },

  changedDetailType(before, after) {
    if (before.status === after.status || after.status === undefined) return EVENTS.invitationUpdated.detailType;
    return SETTLED.get(after.status) ?? EVENTS.invitationStatusChanged.detailType;
  },

  expiresAt: ({ status, expirationDate }) => (status === 'PENDING' ? expirationDate : undefined),
} as const satisfies Api;

export const invitationScope = (catalog: string, role: ParticipantRole) => scopeName(invitations, { catalog, role });
