import { contactEngagements as contactEngagementsApi } from '../../lambda/apis/contact-engagements.ts';
import { DetailType } from '../../lambda/apis/detail-types.ts';
import { invitations as invitationsApi } from '../../lambda/apis/invitations.ts';
import type { Api } from '../../lambda/core/api.ts';
import type { Invitations } from '../sync/invitations.ts';
import type { OnInvitationExpiringOptions } from './event-filters.ts';

/** What an EngagementSync publishes. */
export interface Offer {
  /** Absent where they are off. */
  readonly invitations: Invitations | undefined;
  readonly contactEngagements: boolean;
  readonly announceCompletion: boolean;
}

/**
 * Why a rule would stay silent for ever: it waits for what is not synced. Better said at synth than found out after the
 * first invitation has expired.
 */
export function silenceOf(
  filters: OnInvitationExpiringOptions,
  detailType: DetailType | undefined,
  { invitations, contactEngagements, announceCompletion }: Offer,
): string | undefined {
  const { catalogs, participantRoles, payloadTypes, thresholds } = filters;
  const isOf = ({ events }: Api) => Object.values(events).some((event) => event.detailType === detailType);
  const isAboutInvitations =
    isOf(invitationsApi) ||
    [catalogs, participantRoles, payloadTypes, thresholds].some((filter) => filter !== undefined);

  if (detailType === DetailType.syncCompleted && !announceCompletion) {
    return '"announceCompletion" is false. Example: announceCompletion: true';
  }
  if (isOf(contactEngagementsApi) && !contactEngagements) {
    return '"engagements" is false. Example: engagements: { regions: [\'us-east-1\'] }';
  }
  if (!isAboutInvitations) return undefined;
  if (!invitations) return '"invitations" is false. Example: invitations: { catalogs: [\'AWS\'] }';

  const known = invitations.expiryThresholds.map((threshold) => threshold.toIsoString());
  if (detailType === DetailType.invitationExpiring && known.length === 0) {
    return '"invitations.expiryThresholds" is empty. Example: expiryThresholds: [Duration.days(1)]';
  }
  return (
    strangers('catalogs', catalogs, invitations.catalogs) ??
    strangers('participantRoles', participantRoles, invitations.participantRoles) ??
    strangers(
      'thresholds',
      thresholds?.map((threshold) => threshold.toIsoString()),
      known,
    )
  );
}

function strangers(filter: string, wanted: readonly string[] | undefined, synced: readonly string[]) {
  const stranger = wanted?.find((value) => !synced.includes(value));
  if (stranger === undefined) return undefined;
  return `the filter "${filter}" must name what is synced, which is ${synced.join(', ')}, got ${stranger}. Example: ${synced[0]}`;
}
