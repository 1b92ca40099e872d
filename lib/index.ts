export type { ExpiryAlertsProps } from './alerts/expiry-alerts.ts';
export { EngagementSync } from './engagement-sync.ts';
export type { EngagementSyncProps } from './engagement-sync-props.ts';
export type { IEngagementFeed } from './feed/engagement-feed.ts';
export type { OnInvitationExpiringOptions, OnInvitationOptions } from './feed/event-filters.ts';
export type { FromParametersOptions } from './feed/published-feed.ts';
export { PropsError } from './props/problems.ts';
export type { ContactEngagementsProps } from './sync/contact-engagements.ts';
export type { Catalog, InvitationsProps } from './sync/invitations.ts';
