import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct, Node } from 'constructs';
import * as v from 'valibot';
import { PARTICIPANT_ROLES } from '../../lambda/apis/invitations.ts';
import { CATALOGS, type Catalog } from '../../lambda/apis/partner-central.ts';
import { BASELINES } from '../../lambda/core/contract.ts';
import type { ExpiryAlertsProps } from '../alerts/expiry-alerts.ts';
import type { EngagementSyncProps } from '../engagement-sync-props.ts';
import {
  archiveRetention,
  callsPerSecond,
  choice,
  email,
  eventBusName,
  eventSource,
  expiryThresholds,
  flag,
  keyArn,
  list,
  parameterPath,
  rate,
  region,
  removalPolicy,
  topicArn,
} from './setting-schemas.ts';

/** Settings that cannot be used. The message is for the person who runs `cdk`: it is all that need be printed. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** A valid value of each setting, as it is written on the command line. */
const EXAMPLES = {
  catalogs: 'AWS,Sandbox',
  participantRoles: 'RECEIVER,SENDER',
  invitationsRate: 'PT5M',
  nativeWakeUp: 'true',
  contactEngagementRegions: 'us-east-1,eu-west-1',
  contactEngagementsRate: 'PT5M',
  expiryThresholds: 'P3D,P1D,PT4H',
  baseline: 'open',
  callsPerSecond: '5',
  eventBusName: 'partner-events',
  eventSource: 'engagement-sync',
  announceCompletion: 'true',
  parameterPath: '/engagement-sync',
  schemaRegistry: 'true',
  archiveRetention: 'P30D',
  expiryAlerts: 'true',
  alertEmails: 'sales@example.com,alliances@example.com',
  alertChat: 'true',
  alertCatalogs: 'AWS',
  alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:on-call',
  encryptionKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  removalPolicy: 'retain',
};
type Setting = keyof typeof EXAMPLES;

/** A setting that is not there has the default of the construct's property. */
const Settings = v.pipe(
  v.object({
    catalogs: v.optional(list(choice(CATALOGS))),
    participantRoles: v.optional(
      v.pipe(
        list(choice(PARTICIPANT_ROLES)),
        v.nonEmpty('must not be empty (an empty "catalogs" switches invitations off)'),
      ),
    ),
    invitationsRate: v.optional(rate),
    nativeWakeUp: v.optional(flag),
    contactEngagementRegions: v.optional(list(region)),
    contactEngagementsRate: v.optional(rate),
    expiryThresholds: v.optional(expiryThresholds),
    baseline: v.optional(choice(BASELINES)),
    callsPerSecond: v.optional(callsPerSecond),
    eventBusName: v.optional(eventBusName),
    eventSource: v.optional(eventSource),
    announceCompletion: v.optional(flag),
    parameterPath: v.optional(parameterPath),
    schemaRegistry: v.optional(flag),
    archiveRetention: v.optional(archiveRetention),
    expiryAlerts: v.optional(flag),
    alertEmails: v.optional(list(email)),
    alertChat: v.optional(flag),
    alertCatalogs: v.optional(list(choice(CATALOGS))),
    alarmTopicArn: v.optional(topicArn),
    encryptionKeyArn: v.optional(keyArn),
    removalPolicy: v.optional(removalPolicy),
  } satisfies Record<Setting, v.GenericSchema>),
  v.forward(
    v.check(
      ({ catalogs, contactEngagementRegions }) => catalogs?.length !== 0 || contactEngagementRegions?.length !== 0,
      'must not be empty while "contactEngagementRegions" is empty too: there would be nothing to sync',
    ),
    ['catalogs'],
  ),
);

/**
 * The settings in the CDK context: those of cdk.json, and those given with `-c`, which take precedence.
 *
 * @param scope of what is imported by its name
 * @throws SettingsError with a line for each setting that is refused
 */
export function readSettings(scope: Construct): EngagementSyncProps {
  refuseStrangers(scope.node);
  const context = Object.keys(EXAMPLES).map((setting) => [setting, scope.node.tryGetContext(setting)]);
  const result = v.safeParse(Settings, Object.fromEntries(context), { abortPipeEarly: true });
  if (!result.success) throw new SettingsError(result.issues.map(lineAbout).join('\n'));

  const { catalogs, participantRoles, invitationsRate, nativeWakeUp, expiryThresholds, ...others } = result.output;
  const { contactEngagementRegions: regions, contactEngagementsRate, eventBusName, encryptionKeyArn, ...rest } = others;
  const { expiryAlerts, alertEmails, alertChat, alertCatalogs, alarmTopicArn, ...same } = rest;
  const invitations = { catalogs, participantRoles, rate: invitationsRate, nativeWakeUp, expiryThresholds };
  return {
    invitations: catalogs?.length === 0 ? false : invitations,
    engagements: regions?.length === 0 ? false : { regions, rate: contactEngagementsRate },
    eventBus: eventBusName ? EventBus.fromEventBusName(scope, 'EventBus', eventBusName) : undefined,
    alarmTopic: alarmTopicArn ? Topic.fromTopicArn(scope, 'AlarmTopic', alarmTopicArn) : undefined,
    encryptionKey: encryptionKeyArn ? Key.fromKeyArn(scope, 'EncryptionKey', encryptionKeyArn) : undefined,
    expiryAlerts: expiryAlerts === false ? false : alertsOf(alertEmails, alertChat, alertCatalogs),
    ...same,
  };
}

/** A setting with a slip in its name would silently leave the default. CDK's own keys are no plain words. */
function refuseStrangers(node: Node): void {
  const strangers = Object.keys(node.getAllContext()).filter(
    (key) => /^[a-z]+$/i.test(key) && !Object.hasOwn(EXAMPLES, key),
  );
  if (strangers.length === 0) return;
  const settings = Object.keys(EXAMPLES).join(', ');
  throw new SettingsError(strangers.map((key) => `Setting "${key}": there is none. Settings: ${settings}`).join('\n'));
}

/** Undefined unless something is set: only then is it an error if there is nothing to alert of. */
function alertsOf(
  emails: readonly string[] = [],
  chat = false,
  catalogs: readonly Catalog[] = [],
): ExpiryAlertsProps | undefined {
  if (emails.length === 0 && !chat && catalogs.length === 0) return undefined;
  return { emails, chat, ...(catalogs.length > 0 && { catalogs }) };
}

function lineAbout({ path, message }: v.InferIssue<typeof Settings>): string {
  const [setting, received] = [path?.[0].key as Setting, path?.at(-1)?.value];
  return `Setting "${setting}": ${message}, got ${JSON.stringify(received)}. Example: -c ${setting}=${EXAMPLES[setting]}`;
}
