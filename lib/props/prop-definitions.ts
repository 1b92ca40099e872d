import type * as v from 'valibot';
import { PARTICIPANT_ROLES } from '../../lambda/apis/invitations.ts';
import { CATALOGS } from '../../lambda/apis/partner-central.ts';
import { BASELINES } from '../../lambda/core/contract.ts';
import { ALERT_KINDS, DIGESTS, type ExpiryAlertsProps } from '../alerts/alert-props.ts';
import type { EngagementSyncProps } from '../engagement-sync-props.ts';
import type { ContactEngagementsProps } from '../sync/contact-engagements.ts';
import type { InvitationsProps } from '../sync/invitations.ts';
import * as kinds from './kinds.ts';
import { many, one, orFalse, type PropDefinition, propsSchema, schemaOf } from './schemas.ts';

/** Props that consist of others, or are `false`. */
interface Parts {
  readonly invitations: InvitationsProps;
  readonly engagements: ContactEngagementsProps;
  readonly expiryAlerts: ExpiryAlertsProps;
}
/** `invitations.rate`, `baseline` */
export type PropName =
  | Exclude<keyof EngagementSyncProps, keyof Parts>
  | { [Part in keyof Parts]: `${Part}.${keyof Parts[Part] & string}` }[keyof Parts];

/** What the props of EngagementSync may be. The settings are the same props, written otherwise. */
export const PROPS: Readonly<Record<PropName, PropDefinition>> = {
  'invitations.catalogs': many(kinds.oneOf(CATALOGS), "catalogs: ['AWS']", 'invitations: false'),
  'invitations.participantRoles': many(
    kinds.oneOf(PARTICIPANT_ROLES),
    "participantRoles: ['RECEIVER']",
    'both by default',
  ),
  'invitations.rate': one(kinds.RATE, 'rate: Duration.minutes(5)'),
  'invitations.nativeWakeUp': one(kinds.FLAG, 'nativeWakeUp: false'),
  'engagements.regions': many(kinds.REGION, "regions: ['us-east-1']", 'engagements: false'),
  'engagements.rate': one(kinds.RATE, 'rate: Duration.minutes(5)'),
  'invitations.expiryThresholds': many(kinds.THRESHOLD, 'expiryThresholds: [Duration.days(1), Duration.hours(4)]'),
  baseline: one(kinds.oneOf(BASELINES), "baseline: 'open'"),
  callsPerSecond: one(kinds.CALLS_PER_SECOND, 'callsPerSecond: 5'),
  eventBus: one(kinds.EVENT_BUS, "eventBus: EventBus.fromEventBusName(this, 'Bus', 'partner-events')"),
  eventSource: one(kinds.EVENT_SOURCE, "eventSource: 'com.example.partner'"),
  announceCompletion: one(kinds.FLAG, 'announceCompletion: false'),
  parameterPath: one(kinds.PARAMETER_PATH, "parameterPath: '/partner/engagement-sync'"),
  schemaRegistry: one(kinds.FLAG, 'schemaRegistry: false'),
  archiveRetention: { ...one(kinds.RETENTION, 'archiveRetention: Duration.days(30)'), orFalse: true },
  'expiryAlerts.emails': many(kinds.EMAIL, "emails: ['sales@example.com']"),
  'expiryAlerts.chat': one(kinds.FLAG, 'chat: true'),
  'expiryAlerts.catalogs': many(kinds.oneOf(CATALOGS), "catalogs: ['AWS']", 'expiryAlerts: false'),
  'expiryAlerts.on': many(kinds.oneOf(ALERT_KINDS), "on: ['expiring', 'expired']"),
  'expiryAlerts.digest': one(kinds.oneOf(DIGESTS), "digest: 'daily'"),
  'expiryAlerts.digestHour': one(kinds.HOUR, 'digestHour: 8'),
  'expiryAlerts.timeZone': one(kinds.TIME_ZONE, "timeZone: 'Europe/Berlin'"),
  'expiryAlerts.details': one(kinds.FLAG, 'details: true'),
  alarmEmails: many(kinds.EMAIL, "alarmEmails: ['platform@example.com']"),
  alarmTopic: one(kinds.TOPIC, "alarmTopic: Topic.fromTopicArn(this, 'OnCall', arn)"),
  runbookUrl: one(kinds.HTTPS_URL, "runbookUrl: 'https://example.com/runbook'"),
  encryptionKey: one(kinds.KEY, "encryptionKey: Key.fromKeyArn(this, 'Key', arn)"),
  allowAccounts: many(kinds.ACCOUNT, "allowAccounts: ['444455556666']"),
  allowOrganization: one(kinds.ORGANIZATION, "allowOrganization: 'o-a1b2c3d4e5'"),
  removalPolicy: one(kinds.REMOVAL_POLICY, 'removalPolicy: RemovalPolicy.RETAIN'),
};

/** Of the props that consist of others, and of all. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  '': "new EngagementSync(this, 'Sync', { engagements: false })",
  invitations: "invitations: { catalogs: ['AWS'] }",
  engagements: "engagements: { regions: ['us-east-1'] }",
  expiryAlerts: 'expiryAlerts: false',
  ...Object.fromEntries(Object.entries(PROPS).map(([prop, { example }]) => [prop, example])),
};

/** The schema of EngagementSyncProps. */
export const PROPS_SCHEMA = (() => {
  const whole: Record<string, v.GenericSchema> = {};
  const parts: Record<keyof Parts, Record<string, v.GenericSchema>> = {
    invitations: {},
    engagements: {},
    expiryAlerts: {},
  };
  for (const [prop, definition] of Object.entries(PROPS)) {
    const [part = '', name] = prop.split('.');
    const entries = name === undefined ? whole : parts[part as keyof Parts];
    entries[name ?? part] = schemaOf(definition);
  }
  const wholes = Object.entries(parts).map(([part, entries]) => [part, orFalse(propsSchema(entries))]);
  return propsSchema({ ...Object.fromEntries(wholes), ...whole });
})();
