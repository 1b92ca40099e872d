import { PARTICIPANT_ROLES } from '../../lambda/apis/invitations.ts';
import { CATALOGS } from '../../lambda/apis/partner-central.ts';
import { BASELINES } from '../../lambda/core/contract.ts';
import { ALERT_KINDS, DIGESTS } from '../alerts/alert-props.ts';
import * as rules from './requirements.ts';

export interface PropDefinition {
  /** All of them, in turn: the first that is broken is told. */
  readonly rules: readonly rules.Requirement[];
  /** As one writes it in code. */
  readonly example: string;
  readonly isList?: true;
  /** What to do instead, where an empty list makes no sense. */
  readonly insteadOfEmpty?: string;
}

const one = (rule: rules.Requirement, example: string): PropDefinition => ({ rules: [rule], example });
const many = (rule: rules.Requirement, example: string, insteadOfEmpty?: string): PropDefinition => ({
  rules: [rule],
  example,
  isList: true,
  ...(insteadOfEmpty !== undefined && { insteadOfEmpty }),
});

/** What the props of EngagementSync may be. The settings are the same props, written otherwise. */
export const PROPS = {
  'invitations.catalogs': many(rules.oneOf(CATALOGS), "catalogs: ['AWS']", 'invitations: false'),
  'invitations.participantRoles': many(
    rules.oneOf(PARTICIPANT_ROLES),
    "participantRoles: ['RECEIVER']",
    'both by default',
  ),
  'invitations.rate': one(rules.RATE, 'rate: Duration.minutes(5)'),
  'invitations.nativeWakeUp': one(rules.FLAG, 'nativeWakeUp: false'),
  'engagements.regions': many(rules.REGION, "regions: ['us-east-1']", 'engagements: false'),
  'engagements.rate': one(rules.RATE, 'rate: Duration.minutes(5)'),
  'invitations.expiryThresholds': many(rules.THRESHOLD, 'expiryThresholds: [Duration.days(1), Duration.hours(4)]'),
  baseline: one(rules.oneOf(BASELINES), "baseline: 'open'"),
  callsPerSecond: one(rules.CALLS_PER_SECOND, 'callsPerSecond: 5'),
  eventSource: { rules: [rules.EVENT_SOURCE, rules.NOT_AWS], example: "eventSource: 'com.example.partner'" },
  announceCompletion: one(rules.FLAG, 'announceCompletion: false'),
  parameterPath: one(rules.PARAMETER_PATH, "parameterPath: '/partner/engagement-sync'"),
  schemaRegistry: one(rules.FLAG, 'schemaRegistry: false'),
  archiveRetention: one(rules.RETENTION, 'archiveRetention: Duration.days(30)'),
  'expiryAlerts.emails': many(rules.EMAIL, "emails: ['sales@example.com']"),
  'expiryAlerts.chat': one(rules.FLAG, 'chat: true'),
  'expiryAlerts.catalogs': many(rules.oneOf(CATALOGS), "catalogs: ['AWS']", 'expiryAlerts: false'),
  'expiryAlerts.on': many(rules.oneOf(ALERT_KINDS), "on: ['expiring', 'expired']"),
  'expiryAlerts.digest': one(rules.oneOf(DIGESTS), "digest: 'daily'"),
  'expiryAlerts.digestHour': one(rules.HOUR, 'digestHour: 8'),
  'expiryAlerts.timeZone': one(rules.TIME_ZONE, "timeZone: 'Europe/Berlin'"),
  'expiryAlerts.details': one(rules.FLAG, 'details: true'),
  alarmEmails: many(rules.EMAIL, "alarmEmails: ['platform@example.com']"),
  runbookUrl: one(rules.HTTPS_URL, "runbookUrl: 'https://example.com/runbook'"),
  removalPolicy: one(rules.REMOVAL_POLICY, 'removalPolicy: RemovalPolicy.RETAIN'),
} as const satisfies Readonly<Record<string, PropDefinition>>;
export type PropName = keyof typeof PROPS;
