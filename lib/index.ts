export type { ContactEngagementsProps } from './contact-engagements.ts';
export type { IEngagementFeed } from './engagement-feed.ts';
export { EngagementSync } from './engagement-sync.ts';
export type { EngagementSyncProps } from './engagement-sync-props.ts';
export type { OnInvitationExpiringOptions, OnInvitationOptions } from './event-filters.ts';
export type { ExpiryAlertsProps } from './expiry-alerts.ts';
export type { Catalog, InvitationsProps } from './invitations.ts';
export { PropsError } from './problems.ts';
export type { FromParametersOptions } from './published-feed.ts';
