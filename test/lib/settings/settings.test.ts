import { App, Duration, Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import cdkJson from '../../../cdk.json' with { type: 'json' };
import { readSettings } from '../../../lib/settings/settings.ts';
import { CDK_CONTEXT, synthesize } from '../synthesize.ts';

const settingsOf = (context: Record<string, unknown>) => readSettings(new Stack(new App({ context })));

describe('defaults', () => {
  it('are the same in cdk.json, where a reader sees them, and in the code', () => {
    expect(synthesize(cdkJson.context).toJSON()).toEqual(synthesize({}).toJSON());
  });

  it('are all in cdk.json', () => {
    const { 'cli-telemetry': _, ...settings } = cdkJson.context;
    expect(Object.keys(settings).filter((key) => !(key in CDK_CONTEXT))).toEqual([
      'catalogs',
      'participantRoles',
      'invitationsRate',
      'nativeWakeUp',
      'contactEngagementsRate',
      'expiryThresholds',
      'baseline',
      'callsPerSecond',
      'eventBusName',
      'eventSource',
      'announceCompletion',
      'parameterPath',
      'schemaRegistry',
      'archiveRetention',
      'expiryAlerts',
      'alertEmails',
      'alertChat',
      'alertCatalogs',
      'alarmTopicArn',
      'encryptionKeyArn',
      'removalPolicy',
    ]);
  });
});

it('what asks for nothing is unset', () => {
  expect(settingsOf({ catalogs: '', alertEmails: [], alertChat: false, alertDigest: 'off' })).toMatchObject({
    invitations: false,
    expiryAlerts: undefined,
  });
});

describe('what -c gives is a string', () => {
  it.each([
    ['catalogs', 'AWS, Sandbox', { invitations: { catalogs: ['AWS', 'Sandbox'] } }],
    ['catalogs', '', { invitations: false }],
    ['participantRoles', 'SENDER', { invitations: { participantRoles: ['SENDER'] } }],
    ['invitationsRate', 'PT10M', { invitations: { rate: Duration.minutes(10) } }],
    ['invitationsRate', 'PT60S', { invitations: { rate: Duration.minutes(1) } }],
    ['contactEngagementRegions', 'eu-west-1,us-east-1', { engagements: { regions: ['eu-west-1', 'us-east-1'] } }],
    ['contactEngagementRegions', '', { engagements: false }],
    ['contactEngagementsRate', 'P1D', { engagements: { rate: Duration.days(1) } }],
    [
      'expiryThresholds',
      'P1DT12H,PT1H30M,P15D',
      { invitations: { expiryThresholds: [Duration.hours(36), Duration.minutes(90), Duration.days(15)] } },
    ],
    ['expiryThresholds', '', { invitations: { expiryThresholds: [] } }],
    ['baseline', 'silent', { baseline: 'silent' }],
    ['callsPerSecond', '0.5', { callsPerSecond: 0.5 }],
    ['callsPerSecond', '10', { callsPerSecond: 10 }],
    ['eventBusName', 'partner-events', { eventBus: { eventBusName: 'partner-events' } }],
    ['eventSource', 'com.example/sync-1', { eventSource: 'com.example/sync-1' }],
    ['announceCompletion', 'false', { announceCompletion: false }],
    ['announceCompletion', 'true', { announceCompletion: true }],
    ['schemaRegistry', 'false', { schemaRegistry: false }],
    ['archiveRetention', 'P7D', { archiveRetention: Duration.days(7) }],
    ['archiveRetention', '', { archiveRetention: false }],
    ['expiryAlerts', 'false', { expiryAlerts: false }],
    ['alertEmails', 'a@example.com,b@example.com', { expiryAlerts: { emails: ['a@example.com', 'b@example.com'] } }],
    ['alertChat', 'true', { expiryAlerts: { chat: true } }],
    ['alertCatalogs', 'AWS', { expiryAlerts: { catalogs: ['AWS'] } }],
    ['removalPolicy', 'destroy', { removalPolicy: 'destroy' }],
    ['parameterPath', '/partner/feed', { parameterPath: '/partner/feed' }],
  ])('%s=%s', (setting, value, expected) => {
    expect(durationsAsText(settingsOf({ [setting]: value }))).toMatchObject(durationsAsText(expected));
  });
});

/** Durations of equal length differ if they were made with different units. */
const durationsAsText = (settings: object): object =>
  JSON.parse(
    JSON.stringify(settings, (key, value) => {
      if (key === 'eventBus' && value) return { eventBusName: value.eventBusName };
      return value instanceof Duration ? value.toIsoString() : value;
    }),
  );
