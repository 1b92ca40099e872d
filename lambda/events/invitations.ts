import * as v from 'valibot';
import { DetailType } from '../core/contract.ts';
import { eventOf } from './envelope.ts';
import { count, date, maybe, text } from './fields.ts';
import { Metadata } from './metadata.ts';

const fields = {
  arn: maybe(text('Of the invitation')),
  engagementId: maybe(text('Of the engagement it invites to')),
  engagementTitle: maybe(text('Of the engagement it invites to')),
  status: maybe(text('PENDING, ACCEPTED, REJECTED, EXPIRED, or one that this version does not know')),
  payloadType: maybe(text('Such as OpportunityInvitation or LeadInvitation')),
  participantType: maybe(text('The side of this account: Receiver or Sender')),
  invitationDate: maybe(date('When it was sent')),
  expirationDate: maybe(date('Until when it can be answered')),
  senderAccountId: maybe(text('An account id, or an alias such as AWS')),
  senderCompanyName: maybe(text('Of who sent it')),
  receiverAccountId: maybe(text('An account id')),
  receiverAlias: maybe(text('Of who received it')),
};

export const Invitation = v.pipe(
  v.object({ id: text('Of the invitation'), ...fields }),
  v.description('What the list showed of the invitation. A field that the API left out is absent, never null'),
);
export type Invitation = v.InferOutput<typeof Invitation>;

const PreviousInvitation = v.pipe(
  v.object(fields),
  v.description('The old values of the fields that changed. One that was absent before is not in it, so it may be {}'),
);

export const Expiry = v.pipe(
  v.object({
    threshold: text('The one that was crossed, as an ISO 8601 duration in its shortest form, such as P1D'),
    secondsRemaining: count('From detectedAt until the expiration date'),
  }),
  v.description('How much time is left'),
);
export type Expiry = v.InferOutput<typeof Expiry>;

const detail = {
  metadata: Metadata,
  catalog: text('The Partner Central catalog: AWS or Sandbox'),
  engagementInvitation: Invitation,
};
const changed = { ...detail, previous: PreviousInvitation };

export const InvitationCreated = eventOf(
  DetailType.invitationCreated,
  'An invitation is seen for the first time. It may have been answered already: see its status',
  detail,
);
export const InvitationAccepted = eventOf(DetailType.invitationAccepted, 'The status changed to ACCEPTED', changed);
export const InvitationRejected = eventOf(DetailType.invitationRejected, 'The status changed to REJECTED', changed);
export const InvitationExpired = eventOf(DetailType.invitationExpired, 'The status changed to EXPIRED', changed);
export const InvitationStatusChanged = eventOf(
  DetailType.invitationStatusChanged,
  'The status changed to one that is not final',
  changed,
);
export const InvitationUpdated = eventOf(
  DetailType.invitationUpdated,
  'A field other than the status changed, appeared or went away',
  changed,
);
export const InvitationExpiring = eventOf(
  DetailType.invitationExpiring,
  'The invitation is still PENDING, and little time is left to answer it',
  { ...detail, expiry: Expiry },
);
