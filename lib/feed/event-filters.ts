import { type Duration, Token } from 'aws-cdk-lib';
import type { EventPattern, OnEventOptions } from 'aws-cdk-lib/aws-events';
import { PARTICIPANT_TYPES, type ParticipantRole } from '../../lambda/apis/invitations.ts';
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
   * Only invitations with one of these payload types, such as `OpportunityInvitation`.
   *
   * @default - with any
   */
  readonly payloadTypes?: readonly string[] | undefined;
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

/** The filters as an event pattern of the detail. */
export function detailOf(filters: OnInvitationExpiringOptions): EventPattern['detail'] {
  const { catalogs, participantRoles, payloadTypes, thresholds } = filters;
  const engagementInvitation = present({
    participantType: participantRoles?.map((role) => PARTICIPANT_TYPES[role]),
    payloadType: payloadTypes,
  });
  return present({
    catalog: catalogs,
    engagementInvitation,
    expiry: thresholds && { threshold: thresholds.map((threshold) => threshold.toIsoString()) },
  });
}

function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** A filter that nothing passes would be a rule that stays silent for ever. Returns what is wrong with it. */
export function emptyFilter(filters: OnInvitationExpiringOptions): string | undefined {
  const { catalogs, participantRoles, payloadTypes, thresholds } = filters;
  const lists = Object.entries({ catalogs, participantRoles, payloadTypes, thresholds });
  return lists.find(([, list]) => list?.length === 0 && !Token.isUnresolved(list))?.[0];
}
