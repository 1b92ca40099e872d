import * as v from 'valibot';
import { ContactEngagementStarted, ContactEngagementStopped } from './contact-engagements.ts';
import {
  InvitationAccepted,
  InvitationCreated,
  InvitationExpired,
  InvitationExpiring,
  InvitationRejected,
  InvitationStatusChanged,
  InvitationUpdated,
} from './invitations.ts';
import { SyncCompleted } from './sync.ts';

/** All that is published. Types, guards, docs/schemas and the schema registry of the stack follow from this. */
export const EngagementSyncEvent = v.variant('detail-type', [
  InvitationCreated,
  InvitationAccepted,
  InvitationRejected,
  InvitationExpired,
  InvitationStatusChanged,
  InvitationUpdated,
  InvitationExpiring,
  ContactEngagementStarted,
  ContactEngagementStopped,
  SyncCompleted,
]);

export const EVENTS = EngagementSyncEvent.options;
export type EventDefinition = (typeof EVENTS)[number];

export const detailTypeOf = (event: EventDefinition) => event.entries['detail-type'].literal;
/** The name of its schema, such as `EngagementInvitationExpiring`. */
export const schemaNameOf = (event: EventDefinition) => detailTypeOf(event).replaceAll(' ', '');
