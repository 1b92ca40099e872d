import type { Api } from '../core/api.ts';
import { DetailType, invitationScope, PARTICIPANT_ROLES, PARTICIPANT_TYPES } from '../core/contract.ts';
import type { FieldDefinitions, Fields } from '../core/fields.ts';

export const INVITATION_FIELDS = {
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
  senderAccountId: { path: 'SenderAwsAccountId', kind: 'text', description: 'An account id, or an alias such as AWS' },
  senderCompanyName: { path: 'SenderCompanyName', kind: 'text', description: 'Of who sent it' },
  receiverAccountId: { path: 'Receiver.Account.AwsAccountId', kind: 'text', description: 'An account id' },
  receiverAlias: { path: 'Receiver.Account.Alias', kind: 'text', description: 'Of who received it' },
} as const satisfies FieldDefinitions;

const SETTLED_DETAIL_TYPES: ReadonlyMap<string, string> = new Map([
  ['ACCEPTED', DetailType.invitationAccepted],
  ['REJECTED', DetailType.invitationRejected],
  ['EXPIRED', DetailType.invitationExpired],
]);

const isSettled = ({ status }: Fields) => status !== undefined && SETTLED_DETAIL_TYPES.has(status);

/** `invitations/<catalog>/<participant role>` */
const partsOf = (scope: string) => {
  const [, catalog = '', role = ''] = scope.split('/');
  return { catalog, role };
};

/** Partner Central's engagement invitations, of one catalog and role. */
export const invitations: Api = {
  name: 'invitations',
  release: 1,
  fields: INVITATION_FIELDS,
  idField: 'id',
  dateField: 'invitationDate',
  newestFirst: true,
  // An invitation expires by itself, after 15 days between partners and sooner where AWS refers. Its own date counts beyond.
  usuallyOpenForMs: 15 * 24 * 60 * 60_000,
  createdDetailType: DetailType.invitationCreated,
  scopeExample: invitationScope('AWS', 'RECEIVER'),

  list: {
    operation: "Partner Central's ListEngagementInvitations",
    iamAction: 'partnercentral:ListEngagementInvitations',
    prerequisite: 'this AWS account is linked to your AWS Partner Central account',
    items: 'EngagementInvitationSummaries',
    // The API has no other region, wherever the stack is (Partner Central API reference, "Endpoints and quotas").
    region: () => 'us-east-1',
    request(scope) {
      const { catalog, role } = partsOf(scope);
      return {
        Catalog: catalog,
        ParticipantType: role,
        Sort: { SortBy: 'InvitationDate', SortOrder: 'DESCENDING' },
        // The largest page the API has: every call counts against a daily quota.
        MaxResults: 100,
      };
    },
  },

  isScope(scope) {
    const { catalog } = partsOf(scope);
    return catalog !== '' && PARTICIPANT_ROLES.some((role) => scope === invitationScope(catalog, role));
  },

  isSettled,

  /** A missing status says nothing, and what is answered is not open again: either way the stored status stands. */
  merge(stored, listed) {
    const keepsStatus = listed.status === undefined || (isSettled(stored) && listed.status === 'PENDING');
    return keepsStatus && stored.status !== undefined ? { ...listed, status: stored.status } : listed;
  },

  changedDetailType(before, after) {
    if (before.status === after.status || after.status === undefined) return DetailType.invitationUpdated;
    return SETTLED_DETAIL_TYPES.get(after.status) ?? DetailType.invitationStatusChanged;
  },

  expiresAt: ({ status, expirationDate }) => (status === 'PENDING' ? expirationDate : undefined),

  detail: (scope, fields) => ({ catalog: partsOf(scope).catalog, engagementInvitation: fields }),
};
