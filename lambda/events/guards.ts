import { type GenericSchema, type InferOutput, is } from 'valibot';
import * as contactEngagements from './contact-engagements.ts';
import * as events from './events.ts';
import * as invitations from './invitations.ts';
import * as sync from './sync.ts';

/*
 * A guard looks at the detail-type and at every field it knows; others may be there too. It says no to an event of
 * another `schemaVersion`. The source is not looked at: rules choose by it, and each EngagementSync may have its own.
 */
const guard =
  <Schema extends GenericSchema>(schema: Schema) =>
  (event: unknown): event is InferOutput<Schema> =>
    is(schema, event);

export const isInvitationCreated = guard(invitations.InvitationCreated);
export const isInvitationAccepted = guard(invitations.InvitationAccepted);
export const isInvitationRejected = guard(invitations.InvitationRejected);
export const isInvitationExpired = guard(invitations.InvitationExpired);
export const isInvitationStatusChanged = guard(invitations.InvitationStatusChanged);
export const isInvitationUpdated = guard(invitations.InvitationUpdated);
export const isInvitationExpiring = guard(invitations.InvitationExpiring);
export const isContactEngagementStarted = guard(contactEngagements.ContactEngagementStarted);
export const isContactEngagementStopped = guard(contactEngagements.ContactEngagementStopped);
export const isSyncCompleted = guard(sync.SyncCompleted);

/** Whether it is an event that this version knows. */
export const isEngagementSyncEvent = guard(events.EngagementSyncEvent);
