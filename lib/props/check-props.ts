import { PARTICIPANT_ROLES } from '../../lambda/apis/invitations.ts';
import { CATALOGS } from '../../lambda/apis/partner-central.ts';
import { BASELINES } from '../../lambda/core/contract.ts';
import type { EngagementSyncProps } from '../engagement-sync-props.ts';
import { Problems } from './problems.ts';
import {
  CALLS_PER_SECOND,
  EMAIL,
  EVENT_SOURCE,
  FLAG,
  NOT_AWS,
  oneOf,
  PARAMETER_PATH,
  RATE,
  REGION,
  REMOVAL_POLICY,
  RETENTION,
  THRESHOLD,
} from './requirements.ts';

/** @throws PropsError */
export function checkProps(props: EngagementSyncProps): void {
  const problems = new Problems();
  const { invitations, engagements } = props;

  if (invitations === false && engagements === false) {
    problems.add(
      'invitations',
      'must not be false while "engagements" is false too: there would be nothing to sync',
      false,
      "invitations: { catalogs: ['AWS'] }",
    );
  }
  if (invitations) {
    const { catalogs, participantRoles, rate, expiryThresholds, nativeWakeUp } = invitations;
    problems.list('invitations.catalogs', catalogs, oneOf(CATALOGS), "catalogs: ['AWS']", 'invitations: false');
    const roles = "participantRoles: ['RECEIVER']";
    problems.list('invitations.participantRoles', participantRoles, oneOf(PARTICIPANT_ROLES), roles, 'both by default');
    problems.value('invitations.rate', rate, RATE, 'rate: Duration.minutes(5)');
    problems.value('invitations.nativeWakeUp', nativeWakeUp, FLAG, 'nativeWakeUp: false');
    const thresholds = 'expiryThresholds: [Duration.days(1), Duration.hours(4)]';
    problems.list('invitations.expiryThresholds', expiryThresholds, THRESHOLD, thresholds);
  }
  if (engagements) {
    problems.list('engagements.regions', engagements.regions, REGION, "regions: ['us-east-1']", 'engagements: false');
    problems.value('engagements.rate', engagements.rate, RATE, 'rate: Duration.minutes(5)');
  }
  problems.value('baseline', props.baseline, oneOf(BASELINES), "baseline: 'open'");
  problems.value('callsPerSecond', props.callsPerSecond, CALLS_PER_SECOND, 'callsPerSecond: 5');
  for (const requirement of [EVENT_SOURCE, NOT_AWS]) {
    problems.value('eventSource', props.eventSource, requirement, "eventSource: 'com.example.partner'");
  }
  problems.value('announceCompletion', props.announceCompletion, FLAG, 'announceCompletion: false');
  problems.value('schemaRegistry', props.schemaRegistry, FLAG, 'schemaRegistry: false');
  problems.value('parameterPath', props.parameterPath, PARAMETER_PATH, "parameterPath: '/partner/engagement-sync'");

  checkExpiryAlerts(props, problems);
  const { archiveRetention, removalPolicy } = props;
  problems.value('archiveRetention', archiveRetention || undefined, RETENTION, 'archiveRetention: Duration.days(30)');
  problems.value('removalPolicy', removalPolicy, REMOVAL_POLICY, 'removalPolicy: RemovalPolicy.RETAIN');

  problems.throwIfAny();
}

function checkExpiryAlerts({ expiryAlerts, invitations }: EngagementSyncProps, problems: Problems): void {
  if (!expiryAlerts) return;
  const { emails, catalogs } = expiryAlerts;
  const without = 'expiryAlerts: false';
  const pointless = (rule: string): void => problems.add('expiryAlerts', rule, expiryAlerts, without);

  const { participantRoles, expiryThresholds, catalogs: synced = ['AWS'] } = invitations || {};
  if (invitations === false) {
    pointless('must be left out while "invitations" is false');
  } else if (expiryThresholds?.length === 0) {
    pointless('must be left out while "invitations.expiryThresholds" is empty');
  } else if (participantRoles && !participantRoles.includes('RECEIVER')) {
    pointless('must be left out while "invitations.participantRoles" is without RECEIVER');
  }
  problems.list('expiryAlerts.emails', emails, EMAIL, "emails: ['sales@example.com']");
  const rule = { ...oneOf(synced), text: `${oneOf(synced).text}, which "invitations.catalogs" syncs` };
  problems.list('expiryAlerts.catalogs', catalogs, rule, `catalogs: ['${synced[0]}']`, without);
}
