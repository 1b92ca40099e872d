import { EVENT_BUS_NAME, FLAG, KEY_ARN, type Kind, oneOf, TOPIC_ARN } from '../props/kinds.ts';
import { PROPS, type PropName } from '../props/prop-definitions.ts';

export interface SettingDefinition {
  /** A valid value, as it is written on the command line. */
  readonly example: string;
  /** The prop that it sets. */
  readonly prop?: PropName;
  /** Of a setting that is no prop in another spelling. */
  readonly kind?: Kind;
}

const prop = (name: PropName, example: string): SettingDefinition => ({ prop: name, example });

/** The settings, in the order in which a reader sees them. */
export const SETTINGS = {
  catalogs: prop('invitations.catalogs', 'AWS,Sandbox'),
  participantRoles: prop('invitations.participantRoles', 'RECEIVER,SENDER'),
  invitationsRate: prop('invitations.rate', 'PT5M'),
  nativeWakeUp: prop('invitations.nativeWakeUp', 'true'),
  contactEngagementRegions: prop('engagements.regions', 'us-east-1,eu-west-1'),
  contactEngagementsRate: prop('engagements.rate', 'PT5M'),
  expiryThresholds: prop('invitations.expiryThresholds', 'P3D,P1D,PT4H'),
  baseline: prop('baseline', 'open'),
  callsPerSecond: prop('callsPerSecond', '5'),
  eventBusName: { example: 'partner-events', kind: EVENT_BUS_NAME },
  eventSource: prop('eventSource', 'engagement-sync'),
  announceCompletion: prop('announceCompletion', 'true'),
  parameterPath: prop('parameterPath', '/engagement-sync'),
  schemaRegistry: prop('schemaRegistry', 'true'),
  archiveRetention: prop('archiveRetention', 'P30D'),
  expiryAlerts: { example: 'true', kind: FLAG },
  alertEmails: prop('expiryAlerts.emails', 'sales@example.com,alliances@example.com'),
  alertChat: prop('expiryAlerts.chat', 'true'),
  alertCatalogs: prop('expiryAlerts.catalogs', 'AWS'),
  alertOn: prop('expiryAlerts.on', 'expiring,expired'),
  alertDigest: prop('expiryAlerts.digest', 'daily'),
  alertDigestHour: prop('expiryAlerts.digestHour', '8'),
  alertTimeZone: prop('expiryAlerts.timeZone', 'Europe/Berlin'),
  alertDetails: prop('expiryAlerts.details', 'true'),
  alarmEmails: prop('alarmEmails', 'platform@example.com'),
  runbookUrl: prop('runbookUrl', 'https://example.com/runbook'),
  alarmTopicArn: { example: 'arn:aws:sns:us-east-1:111122223333:on-call', kind: TOPIC_ARN },
  encryptionKeyArn: {
    example: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    kind: KEY_ARN,
  },
  allowAccounts: prop('allowAccounts', '444455556666,777788889999'),
  allowOrganization: prop('allowOrganization', 'o-a1b2c3d4e5'),
  removalPolicy: { prop: 'removalPolicy', example: 'retain', kind: oneOf(['retain', 'destroy']) },
} as const satisfies Readonly<Record<string, SettingDefinition>>;
export type Setting = keyof typeof SETTINGS;

/** The kind of a setting's values, and whether it is a list of them. */
export function kindOf({ prop: name, kind }: SettingDefinition): { kind: Kind | undefined; isList: boolean } {
  const definition = name && PROPS[name];
  return { kind: kind ?? definition?.kind, isList: definition?.isList ?? false };
}
