import type { Duration } from 'aws-cdk-lib';
import type { OnEventOptions } from 'aws-cdk-lib/aws-events';
import type { ParticipantRole } from '../../lambda/apis/invitations.ts';
import type { Catalog } from '../../lambda/apis/partner-central.ts';

/** Options of rules for invitation events. A filter that is left out lets everything through. */
export interface OnInvitationOptions extends OnEventOptions {
  /**
   * Only invitations of these catalogs.
   *
   * @default - of all
   */
  readonly catalogs?: readonly Catalog[] | undefined;

  /**
   * Only invitations in which this account has one of these roles.
   *
   * @default - in both
   */
  readonly participantRoles?: readonly ParticipantRole[] | undefined;

  /**
   * Only invitations that these accounts sent: account ids, or an alias such as `AWS`, in either case.
   *
   * @default - from all
   */
  readonly senderAccountIds?: readonly string[] | undefined;

  /**
   * Only invitations to these engagements, such as `eng-0123456789abcd`.
   *
   * @default - to all
   */
  readonly engagementIds?: readonly string[] | undefined;

  /**
   * Only invitations with one of these payload types, such as `OpportunityInvitation`.
   *
   * @default - with any
   */
  readonly payloadTypes?: readonly string[] | undefined;

  /**
   * Only invitations that have one of these statuses by then, such as `PENDING`.
   *
   * @default - with any
   */
  readonly statuses?: readonly string[] | undefined;
}

/** Options of rules for warnings of expiry. */
export interface OnInvitationExpiringOptions extends OnInvitationOptions {
  /**
   * Only warnings of these of the `expiryThresholds`.
   *
   * @default - of all
   */
  readonly thresholds?: readonly Duration[] | undefined;
}

/** Options of rules for contact engagement events. A filter that is left out lets everything through. */
export interface OnEngagementOptions extends OnEventOptions {
  /**
   * Only contact engagements of these regions.
   *
   * @default - of all
   */
  readonly regions?: readonly string[] | undefined;

  /**
   * Only engagements of these contacts and escalation plans, by their ARNs.
   *
   * @default - of all
   */
  readonly contactArns?: readonly string[] | undefined;

  /**
   * Only engagements that belong to these incidents.
   *
   * @default - to any, or to none
   */
  readonly incidentIds?: readonly string[] | undefined;
}

/** Options of rules for events of any kind. With a filter, a rule lets through only events that have its field. */
export interface OnFeedEventOptions extends OnInvitationExpiringOptions, OnEngagementOptions {}
