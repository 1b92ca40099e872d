import * as v from 'valibot';
import { INVITATION_FIELDS } from '../apis/invitations.ts';
import { DetailType } from '../core/contract.ts';
import { eventOf } from './envelope.ts';
import { Expiry } from './expiry.ts';
import { fieldsOf, text } from './fields.ts';
import { Metadata } from './metadata.ts';

const { id: _, ...fields } = fieldsOf(INVITATION_FIELDS);

export const Invitation = v.pipe(
  v.object({ id: text(INVITATION_FIELDS.id.description), ...fields }),
  v.description('What the list showed of the invitation. A field that the API left out is absent, never null'),
);
export type Invitation = v.InferOutput<typeof Invitation>;

const PreviousInvitation = v.pipe(
  v.object(fields),
  v.description('The old values of the fields that changed. One that was absent before is not in it, so it may be {}'),
);

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
