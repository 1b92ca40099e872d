import type { contactEngagements } from '../apis/contact-engagements.ts';
import type { invitations } from '../apis/invitations.ts';
import type { EventNamed } from './events.ts';
import type { Resource } from './resource-events.ts';

export type Invitation = Resource<typeof invitations>;
export type ContactEngagement = Resource<typeof contactEngagements>;

export type InvitationCreatedEvent = EventNamed<'Engagement Invitation Created'>;
export type InvitationAcceptedEvent = EventNamed<'Engagement Invitation Accepted'>;
export type InvitationRejectedEvent = EventNamed<'Engagement Invitation Rejected'>;
export type InvitationExpiredEvent = EventNamed<'Engagement Invitation Expired'>;
export type InvitationStatusChangedEvent = EventNamed<'Engagement Invitation Status Changed'>;
export type InvitationUpdatedEvent = EventNamed<'Engagement Invitation Updated'>;
export type InvitationExpiringEvent = EventNamed<'Engagement Invitation Expiring'>;
export type ContactEngagementStartedEvent = EventNamed<'Contact Engagement Started'>;
export type ContactEngagementStoppedEvent = EventNamed<'Contact Engagement Stopped'>;
