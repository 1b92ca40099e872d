import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { invitationScope, PARTICIPANT_ROLES, type ParticipantRole } from '../lambda/core/contract.ts';
import type { Source } from './source.ts';

export const CATALOGS = ['AWS', 'Sandbox'] as const;
export type Catalog = (typeof CATALOGS)[number];

export interface InvitationsProps {
  /**
   * The Partner Central catalogs to sync. An empty list switches the invitations off.
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
}

/** Partner Central's engagement invitations: one scope for each catalog and role, for the API wants both in each call. */
export function invitations(props: InvitationsProps = {}): Source {
  const { catalogs = ['AWS'], participantRoles = PARTICIPANT_ROLES, rate = Duration.minutes(5) } = props;

  return {
    id: 'Invitations',
    handler: 'invitations',
    scopes: catalogs.flatMap((catalog) => participantRoles.map((role) => invitationScope(catalog, role))),
    rate,
    permission: new PolicyStatement({
      actions: ['partnercentral:ListEngagementInvitations'],
      // The action knows no resources; the catalog is the only thing it can be narrowed to.
      resources: ['*'],
      conditions: { StringEquals: { 'partnercentral:Catalog': catalogs } },
    }),
  };
}
