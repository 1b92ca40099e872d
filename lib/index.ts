export type { AlertKind } from '../lambda/alerts/alert.ts';
export type { ParticipantRole } from '../lambda/apis/invitations.ts';
export type { Catalog } from '../lambda/apis/partner-central.ts';
export type { Baseline } from '../lambda/core/contract.ts';
export type { AlertDigest, ExpiryAlertsProps } from './alerts/alert-props.ts';
export type { Alerts } from './alerts/alerts.ts';
export { EngagementSync } from './engagement-sync.ts';
export type { EngagementSyncProps } from './engagement-sync-props.ts';
export type { IEngagementFeed } from './feed/engagement-feed.ts';
export type {
  OnEngagementOptions,
  OnFeedEventOptions,
  OnInvitationExpiringOptions,
  OnInvitationOptions,
} from './feed/event-options.ts';
export type { FromParametersOptions } from './feed/published-feed.ts';
export type { FromEventBusArnOptions, IRelayedFeed } from './feed/relayed-feed.ts';
export type { FeedFunction } from './functions/feed-function.ts';
export { PropsError } from './props/props-error.ts';
export type { ContactEngagementsProps } from './sync/contact-engagements.ts';
export type { InvitationsProps } from './sync/invitations.ts';
export type { SyncFunction } from './sync/sync-function.ts';
