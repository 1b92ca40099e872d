import type { OnEventOptions } from 'aws-cdk-lib/aws-events';
import type { OnFeedEventOptions } from '../../lib/feed/event-options.ts';
import type { DeliveredEvent } from '../../local/aws/event-bus.ts';

/*
 * The meanings of the feed's rules, independent of the code under test: by the names in docs/events.md, by the scope instead
 * of the fields that the filters use, by the remaining time instead of the name of a threshold.
 */

export type FilterName = Exclude<keyof OnFeedEventOptions, keyof OnEventOptions>;
export type Filters = { readonly [Name in FilterName]?: NonNullable<OnFeedEventOptions[Name]> };

interface Meaning {
  readonly detailTypes: readonly string[];
  readonly filters: readonly FilterName[];
}

const OF_INVITATIONS: readonly FilterName[] = [
  'catalogs',
  'participantRoles',
  'senderAccountIds',
  'engagementIds',
  'payloadTypes',
];
const OF_ENGAGEMENTS: readonly FilterName[] = ['regions', 'contactArns', 'incidentIds'];

const invitation = (what: string, ...filters: FilterName[]): Meaning => ({
  detailTypes: [`Engagement Invitation ${what}`],
  filters: [...OF_INVITATIONS, ...filters],
});
const only = (detailType: string, filters: readonly FilterName[] = []): Meaning => ({
  detailTypes: [detailType],
  filters,
});

const ALL_DETAIL_TYPES = [
  'Engagement Invitation Created',
  'Engagement Invitation Accepted',
  'Engagement Invitation Rejected',
  'Engagement Invitation Expired',
  'Engagement Invitation Status Changed',
  'Engagement Invitation Updated',
  'Engagement Invitation Expiring',
  'Contact Engagement Started',
  'Contact Engagement Stopped',
  'Sync Completed',
];

/** The events that each method of the feed is for, and its filters. */
export const METHODS: Readonly<Record<string, Meaning>> = {
  onEvent: { detailTypes: ALL_DETAIL_TYPES, filters: [...OF_INVITATIONS, 'statuses', 'thresholds'] },
  onInvitationCreated: invitation('Created', 'statuses'),
  onInvitationAccepted: invitation('Accepted'),
  onInvitationRejected: invitation('Rejected'),
  onInvitationExpired: invitation('Expired'),
  onInvitationStatusChanged: invitation('Status Changed'),
  onInvitationUpdated: invitation('Updated', 'statuses'),
  onInvitationExpiring: invitation('Expiring', 'thresholds'),
  onEngagementStarted: only('Contact Engagement Started', OF_ENGAGEMENTS),
  onEngagementStopped: only('Contact Engagement Stopped', OF_ENGAGEMENTS),
  onSyncCompleted: only('Sync Completed'),
};

interface Detail {
  readonly metadata: { readonly scope: string };
  readonly engagementInvitation?: {
    readonly engagementId?: string;
    readonly payloadType?: string;
    readonly participantType?: string;
    readonly senderAccountId?: string;
    readonly status?: string;
  };
  readonly engagement?: { readonly contactArn?: string; readonly incidentId?: string };
  readonly expiry?: { readonly secondsRemaining: number };
}
export const detailOf = ({ detail }: DeliveredEvent) => detail as unknown as Detail;

const SECONDS_BEFORE = [4 * 3600, 24 * 3600, 72 * 3600];
const tightestOf = ({ expiry }: Detail) =>
  SECONDS_BEFORE.find((seconds) => (expiry?.secondsRemaining ?? Infinity) <= seconds);

type Predicates = { readonly [Name in FilterName]: (detail: Detail, values: NonNullable<Filters[Name]>) => boolean };
const PASSES: Predicates = {
  catalogs: ({ metadata }, catalogs) =>
    catalogs.some((catalog) => metadata.scope.startsWith(`invitations/${catalog}/`)),
  participantRoles: ({ metadata }, roles) => roles.some((role) => metadata.scope.endsWith(`/${role}`)),
  senderAccountIds: ({ engagementInvitation }, ids) =>
    ids.some((id) => id.toLowerCase() === engagementInvitation?.senderAccountId?.toLowerCase()),
  engagementIds: ({ engagementInvitation }, ids) => ids.some((id) => id === engagementInvitation?.engagementId),
  statuses: ({ engagementInvitation }, statuses) => statuses.some((status) => status === engagementInvitation?.status),
  regions: ({ metadata }, regions) => regions.some((region) => metadata.scope === `contact-engagements/${region}`),
  contactArns: ({ engagement }, arns) => arns.some((arn) => arn === engagement?.contactArn),
  incidentIds: ({ engagement }, ids) => ids.some((id) => id === engagement?.incidentId),
  payloadTypes: ({ engagementInvitation }, types) => types.some((type) => type === engagementInvitation?.payloadType),
  thresholds: (detail, thresholds) => thresholds.some((threshold) => threshold.toSeconds() === tightestOf(detail)),
};

/** Whether a rule of the feed should match an event. */
export function shouldMatch(method: string, filters: Filters, event: DeliveredEvent): boolean {
  if (event.source !== 'engagement-sync' || !METHODS[method]?.detailTypes.includes(event['detail-type'])) return false;
  const names = Object.keys(filters) as FilterName[];
  const isOf = (name: FilterName) =>
    event['detail-type'].startsWith(OF_ENGAGEMENTS.includes(name) ? 'Contact Engagement ' : 'Engagement Invitation ');
  return names.every((name) => isOf(name) && passes(name, filters, event));
}

const passes = <Name extends FilterName>(name: Name, filters: Filters, event: DeliveredEvent): boolean => {
  const values = filters[name];
  return values === undefined || PASSES[name](detailOf(event), values as NonNullable<Filters[Name]>);
};
