import type { Duration } from 'aws-cdk-lib';
import type { OnEventOptions } from 'aws-cdk-lib/aws-events';
import { PARTICIPANT_ROLES, PARTICIPANT_TYPES, type ParticipantRole } from '../../lambda/apis/invitations.ts';
import { CATALOGS } from '../../lambda/apis/partner-central.ts';
import { type Kind, oneOf, REGION, TEXT, THRESHOLD } from '../props/kinds.ts';
import type { OnFeedEventOptions } from './event-options.ts';

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
