import { Token } from 'aws-cdk-lib';
import { contactEngagements as contactEngagementsApi } from '../../lambda/apis/contact-engagements.ts';
import { DetailType } from '../../lambda/apis/detail-types.ts';
import { invitations as invitationsApi, SETTLED } from '../../lambda/apis/invitations.ts';
import type { Invitations } from '../sync/invitations.ts';
import type { OnFeedEventOptions } from './event-options.ts';
import { ENGAGEMENT_FILTERS, EXPIRING_FILTERS, type FilterName } from './filters.ts';
import { isEventOf } from './rule-options.ts';

/** The events that an EngagementSync publishes. */
export interface Offer {
  /** Absent where they are off. */
  readonly invitations: Invitations | undefined;
  /** Absent where they are off. */
  readonly contactEngagements: { readonly regions: readonly string[] } | undefined;
  readonly announceCompletion: boolean;
}

/**
 * Why a rule would stay silent for ever: it waits for what is not synced. Better said at synth than found out after the
 * first invitation has expired.
 */
export function silenceOf(
  filters: OnFeedEventOptions,
  detailType: DetailType | undefined,
  { invitations, contactEngagements, announceCompletion }: Offer,
): string | undefined {
  const named = (names: object) => Object.keys(names).find((name) => filters[name as FilterName] !== undefined);
  const [ofInvitations, ofEngagements] = [named(EXPIRING_FILTERS), named(ENGAGEMENT_FILTERS)];
  if (ofInvitations && ofEngagements) {
    return `no event has the fields of both "${ofInvitations}" and "${ofEngagements}". Example: a rule for each`;
  }
  if (detailType === DetailType.syncCompleted && !announceCompletion) {
    return '"announceCompletion" is false. Example: announceCompletion: true';
  }
  if ((isEventOf(contactEngagementsApi, detailType) || ofEngagements) && !contactEngagements) {
    return '"engagements" is false. Example: engagements: { regions: [\'us-east-1\'] }';
  }
  if (ofEngagements && contactEngagements) return strangers('regions', filters.regions, contactEngagements.regions);
  if (!isEventOf(invitationsApi, detailType) && !ofInvitations) return undefined;
  if (!invitations) return '"invitations" is false. Example: invitations: { catalogs: [\'AWS\'] }';

  const known = invitations.expiryThresholds.map((threshold) => threshold.toIsoString());
  if (detailType === DetailType.invitationExpiring && known.length === 0) {
    return '"invitations.expiryThresholds" is empty. Example: expiryThresholds: [Duration.days(1)]';
  }
  const { catalogs, participantRoles, thresholds, statuses } = filters;
  const isoThresholds = thresholds?.map((threshold) => threshold.toIsoString());
  return (
    strangers('catalogs', catalogs, invitations.catalogs) ??
    strangers('participantRoles', participantRoles, invitations.participantRoles) ??
    strangers('thresholds', isoThresholds, known) ??
    otherStatus(statuses, detailType && STATUSES.get(detailType))
  );
}

/** The only status that an event of the detail-type can have. */
const STATUSES: ReadonlyMap<string, string> = new Map([
  ...[...SETTLED].map(([status, detailType]) => [detailType, status] as const),
  [DetailType.invitationExpiring, 'PENDING'],
]);

function otherStatus(wanted: readonly string[] | undefined, status: string | undefined): string | undefined {
  if (!wanted || status === undefined || wanted.some((each) => each === status || Token.isUnresolved(each)))
    return undefined;
  return `these events have the status ${status} only, got "statuses" ${wanted.join(', ')}. Example: leave it out`;
}

function strangers(filter: string, wanted: readonly string[] | undefined, synced: readonly string[]) {
  const isStranger = (value: string) => !synced.includes(value) && !Token.isUnresolved(value);
  const stranger = synced.some((value) => Token.isUnresolved(value)) ? undefined : wanted?.find(isStranger);
  if (stranger === undefined) return undefined;
  return `the filter "${filter}" must name what is synced, which is ${synced.join(', ')}, got ${stranger}. Example: ${synced[0]}`;
}
