import { Annotations, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  invitationScope,
  invitations,
  PARTICIPANT_ROLES,
  type ParticipantRole,
} from '../../lambda/apis/invitations.ts';
import type { Catalog } from '../../lambda/apis/partner-central.ts';
import { DEFAULT_EXPIRY_THRESHOLDS, type ExpiryThreshold } from '../../lambda/core/contract.ts';
import type { Source } from './source.ts';

export interface InvitationsProps {
  /**
   * The Partner Central catalogs to sync.
   *
   * @default ['AWS']
   */
  readonly catalogs?: readonly Catalog[] | undefined;

  /**
   * The side on which this account takes part: RECEIVER lists what it was invited to, SENDER what it sent.
   *
   * @default - both
   */
  readonly participantRoles?: readonly ParticipantRole[] | undefined;

  /**
   * Time between two syncs of one catalog and role, in whole minutes.
   *
   * @default Duration.minutes(5)
   */
  readonly rate?: Duration | undefined;

  /**
   * How long before its expiration date a PENDING invitation is warned of. An empty list switches the warnings off.
   *
   * @default - 3 days, 1 day and 4 hours
   */
  readonly expiryThresholds?: readonly Duration[] | undefined;

  /**
   * Whether AWS's own invitation events start a sync within seconds. There are such events in us-east-1 only; elsewhere
   * the schedules do all the work.
   *
   * @default true
   */
  readonly nativeWakeUp?: boolean | undefined;
}

export type Invitations = { readonly [Prop in keyof InvitationsProps]-?: NonNullable<InvitationsProps[Prop]> };

/** The props with their defaults. */
export function withDefaults(props: InvitationsProps): Invitations {
  return {
    catalogs: props.catalogs ?? ['AWS'],
    participantRoles: props.participantRoles ?? PARTICIPANT_ROLES,
    rate: props.rate ?? Duration.minutes(5),
    expiryThresholds:
      props.expiryThresholds ?? DEFAULT_EXPIRY_THRESHOLDS.map(({ threshold }) => Duration.parse(threshold)),
    nativeWakeUp: props.nativeWakeUp ?? true,
  };
}

/** As the functions read them, by the names that the events give them. */
export const namedThresholds = (invitations: Invitations | undefined): ExpiryThreshold[] =>
  (invitations?.expiryThresholds ?? []).map((threshold) => ({
    threshold: threshold.toIsoString(),
    beforeMs: threshold.toMilliseconds(),
  }));

/** Partner Central's engagement invitations: one scope for each catalog and role, for the API wants both in each call. */
export const invitationSource = ({ catalogs, participantRoles, rate }: Invitations): Source => ({
  api: invitations,
  scopes: catalogs.flatMap((catalog) => participantRoles.map((role) => invitationScope(catalog, role))),
  rate,
});

/** Says so where an invitation may expire between two syncs before it was warned of. */
export function warnOfLateWarnings(scope: Construct, { rate, expiryThresholds }: Invitations): void {
  const late = expiryThresholds.filter((threshold) => threshold.toMilliseconds() < rate.toMilliseconds());
  if (late.length === 0) return;
  const names = late.map((threshold) => threshold.toIsoString()).join(', ');
  Annotations.of(scope).addWarningV2(
    'engagement-sync:lateWarnings',
    `EngagementSync "invitations.expiryThresholds": a threshold should not be shorter than the rate, which is ${rate.toHumanString()}, ` +
      `got ${names}. Its warning comes late, or not before the invitation has expired. Set a shorter rate (setting ` +
      '"invitationsRate"), or longer thresholds',
  );
}
