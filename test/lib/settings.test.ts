import { App, Duration } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { readSettings } from '../../lib/settings.ts';
import { FEATURE_FLAGS, synthesize } from './synthesize.ts';

const settingsOf = (context: Record<string, unknown>) => readSettings(new App({ context }).node);

describe('defaults', () => {
  it('are the same in cdk.json, where a reader sees them, and in the code', () => {
    expect(synthesize(cdkJson.context).toJSON()).toEqual(synthesize({}).toJSON());
  });

  it('are all in cdk.json', () => {
    const { 'cli-telemetry': _, ...settings } = cdkJson.context;
    expect(Object.keys(settings).filter((key) => !(key in FEATURE_FLAGS))).toEqual([
      'catalogs',
      'participantRoles',
      'invitationsRate',
      'contactEngagementRegions',
      'contactEngagementsRate',
      'expiryThresholds',
      'baseline',
      'callsPerSecond',
      'eventSource',
      'announceCompletion',
    ]);
  });
});

describe('what -c gives is a string', () => {
  it.each([
    ['catalogs', 'AWS, Sandbox', { invitations: { catalogs: ['AWS', 'Sandbox'] } }],
    ['catalogs', '', { invitations: { catalogs: [] } }],
    ['participantRoles', 'SENDER', { invitations: { participantRoles: ['SENDER'] } }],
    ['invitationsRate', 'PT10M', { invitations: { rate: Duration.minutes(10) } }],
    ['invitationsRate', 'PT60S', { invitations: { rate: Duration.minutes(1) } }],
    [
      'contactEngagementRegions',
      'eu-west-1,us-east-1',
      { contactEngagements: { regions: ['eu-west-1', 'us-east-1'] } },
    ],
    ['contactEngagementRegions', '', { contactEngagements: { regions: [] } }],
    ['contactEngagementsRate', 'P1D', { contactEngagements: { rate: Duration.days(1) } }],
    [
      'expiryThresholds',
      'P1DT12H,PT90M,P15D',
      {
        expiryThresholds: [
          { threshold: 'P1DT12H', beforeMs: 129_600_000 },
          { threshold: 'PT90M', beforeMs: 5_400_000 },
          { threshold: 'P15D', beforeMs: 1_296_000_000 },
        ],
      },
    ],
    ['expiryThresholds', '', { expiryThresholds: [] }],
    ['baseline', 'silent', { baseline: 'silent' }],
    ['callsPerSecond', '0.5', { callsPerSecond: 0.5 }],
    ['callsPerSecond', '10', { callsPerSecond: 10 }],
    ['eventSource', 'com.example/sync-1', { eventSource: 'com.example/sync-1' }],
    ['announceCompletion', 'false', { announceCompletion: false }],
    ['announceCompletion', 'true', { announceCompletion: true }],
  ])('%s=%s', (setting, value, expected) => {
    expect(durationsAsText(settingsOf({ [setting]: value }))).toMatchObject(durationsAsText(expected));
  });
});

/** Durations of equal length differ in the unit they were made with. */
const durationsAsText = (settings: object): object =>
  JSON.parse(JSON.stringify(settings, (_, value) => (value instanceof Duration ? value.toIsoString() : value)));
