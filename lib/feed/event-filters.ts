import type { Duration } from 'aws-cdk-lib';
import type { OnEventOptions } from 'aws-cdk-lib/aws-events';
import { PARTICIPANT_ROLES, PARTICIPANT_TYPES, type ParticipantRole } from '../../lambda/apis/invitations.ts';
import { CATALOGS, type Catalog } from '../../lambda/apis/partner-central.ts';
import { type Kind, oneOf, REGION, TEXT, THRESHOLD } from '../props/kinds.ts';

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

export type FilterName = Exclude<keyof OnFeedEventOptions, keyof OnEventOptions>;

export interface Filter {
  readonly kind: Kind;
  readonly example: string;
  /** Where the detail of an event has the field. */
  readonly path: readonly string[];
  /** How a pattern has a value; as it is by default. */
  readonly written?: (value: never) => unknown;
}

const ofInvitation = (field: string) => ['engagementInvitation', field];

export const INVITATION_FILTERS = {
  catalogs: { kind: oneOf(CATALOGS), example: "catalogs: ['AWS']", path: ['catalog'] },
  participantRoles: {
    kind: oneOf(PARTICIPANT_ROLES),
    example: "participantRoles: ['RECEIVER']",
    path: ofInvitation('participantType'),
    written: (role: ParticipantRole) => PARTICIPANT_TYPES[role],
  },
  senderAccountIds: {
    kind: TEXT,
    example: "senderAccountIds: ['AWS']",
    path: ofInvitation('senderAccountId'),
    // AWS writes its own alias in either case.
    written: (id: string) => ({ 'equals-ignore-case': id }),
  },
  engagementIds: { kind: TEXT, example: "engagementIds: ['eng-0123456789abcd']", path: ofInvitation('engagementId') },
  payloadTypes: { kind: TEXT, example: "payloadTypes: ['OpportunityInvitation']", path: ofInvitation('payloadType') },
  statuses: { kind: TEXT, example: "statuses: ['PENDING']", path: ofInvitation('status') },
} as const satisfies Readonly<Partial<Record<FilterName, Filter>>>;

export const EXPIRING_FILTERS = {
  ...INVITATION_FILTERS,
  thresholds: {
    kind: THRESHOLD,
    example: 'thresholds: [Duration.days(1)]',
    path: ['expiry', 'threshold'],
    written: (threshold: Duration) => threshold.toIsoString(),
  },
} as const satisfies Readonly<Partial<Record<FilterName, Filter>>>;

export const ENGAGEMENT_FILTERS = {
  regions: { kind: REGION, example: "regions: ['us-east-1']", path: ['region'] },
  contactArns: {
    kind: TEXT,
    example: "contactArns: ['arn:aws:ssm-contacts:us-east-1:111122223333:contact/on-call']",
    path: ['engagement', 'contactArn'],
  },
  incidentIds: {
    kind: TEXT,
    example: "incidentIds: ['12345678-1234-1234-1234-123456789012']",
    path: ['engagement', 'incidentId'],
  },
} as const satisfies Readonly<Partial<Record<FilterName, Filter>>>;

export const ALL_FILTERS: Readonly<Record<FilterName, Filter>> = { ...EXPIRING_FILTERS, ...ENGAGEMENT_FILTERS };
