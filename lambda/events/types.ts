import type { InferOutput } from 'valibot';
import type * as contactEngagements from './contact-engagements.ts';
import type * as events from './events.ts';
import type * as invitations from './invitations.ts';
import type * as sync from './sync.ts';

export type InvitationCreatedEvent = InferOutput<typeof invitations.InvitationCreated>;
export type InvitationAcceptedEvent = InferOutput<typeof invitations.InvitationAccepted>;
export type InvitationRejectedEvent = InferOutput<typeof invitations.InvitationRejected>;
export type InvitationExpiredEvent = InferOutput<typeof invitations.InvitationExpired>;
export type InvitationStatusChangedEvent = InferOutput<typeof invitations.InvitationStatusChanged>;
export type InvitationUpdatedEvent = InferOutput<typeof invitations.InvitationUpdated>;
export type InvitationExpiringEvent = InferOutput<typeof invitations.InvitationExpiring>;
export type ContactEngagementStartedEvent = InferOutput<typeof contactEngagements.ContactEngagementStarted>;
export type ContactEngagementStoppedEvent = InferOutput<typeof contactEngagements.ContactEngagementStopped>;
export type SyncCompletedEvent = InferOutput<typeof sync.SyncCompleted>;

/** Any event, told apart by its `detail-type`. */
export type EngagementSyncEvent = InferOutput<typeof events.EngagementSyncEvent>;
