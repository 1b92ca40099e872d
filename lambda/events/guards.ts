import { is } from 'valibot';
import { DetailType } from '../apis/detail-types.ts';
import type { EventNamed } from './event-named.ts';
import { EVENTS } from './events.ts';
import type { EngagementSyncEvent } from './types.ts';

const SCHEMAS = new Map(EVENTS.map(({ detailType, schema }) => [detailType, schema]));

/**
 * A guard for the events of a detail-type. It looks at the detail-type and at every field it knows; others may be there too.
 * It says no to an event of another `schemaVersion`. The source is not looked at: rules choose by it, and each
 * EngagementSync may have its own.
 */
export function guardOf<Name extends DetailType>(detailType: Name): (event: unknown) => event is EventNamed<Name> {
  const schema = SCHEMAS.get(detailType);
  return (event): event is EventNamed<Name> => schema !== undefined && is(schema, event);
}

export const isInvitationCreated = guardOf(DetailType.invitationCreated);
export const isInvitationAccepted = guardOf(DetailType.invitationAccepted);
export const isInvitationRejected = guardOf(DetailType.invitationRejected);
export const isInvitationExpired = guardOf(DetailType.invitationExpired);
export const isInvitationStatusChanged = guardOf(DetailType.invitationStatusChanged);
export const isInvitationUpdated = guardOf(DetailType.invitationUpdated);
export const isInvitationExpiring = guardOf(DetailType.invitationExpiring);
export const isContactEngagementStarted = guardOf(DetailType.contactEngagementStarted);
export const isContactEngagementStopped = guardOf(DetailType.contactEngagementStopped);
export const isSyncCompleted = guardOf(DetailType.syncCompleted);

/** Whether it is an event that this version knows. */
export const isEngagementSyncEvent = (event: unknown): event is EngagementSyncEvent =>
  EVENTS.some(({ schema }) => is(schema, event));
