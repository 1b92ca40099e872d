import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from '../../../lib/settings/settings.ts';

const settingsOf = (context: Record<string, unknown>) => readSettings(new Stack(new App({ context })));

/** A line for each. */
function problemsOf(context: Record<string, unknown>): string[] {
  try {
    settingsOf(context);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.message.split('\n');
  }
}

const rateRule = 'must be a whole number of minutes from PT1M to P1D, written as an ISO 8601 duration';
const thresholdRule = 'must be longer than zero and at most P15D, written as an ISO 8601 duration';
const regionRule = 'must be an AWS region (one that the installed aws-cdk-lib knows)';
const callsRule = 'must be a number above 0 and at most 10, the quota of an account';

describe('a setting that cannot be used is refused with the rule, the value and an example', () => {
  it.each([
    ['catalogs', 'Aws', 'must be AWS or Sandbox, got "Aws". Example: -c catalogs=AWS,Sandbox'],
    ['catalogs', ['AWS', 'Prod'], 'must be AWS or Sandbox, got "Prod". Example: -c catalogs=AWS,Sandbox'],
    ['catalogs', 'AWS,AWS', 'must not be repeated, got "AWS". Example: -c catalogs=AWS,Sandbox'],
    ['catalogs', 5, 'must be a list, got 5. Example: -c catalogs=AWS,Sandbox'],
    [
      'participantRoles',
      'RECIEVER',
      'must be RECEIVER or SENDER, got "RECIEVER". Example: -c participantRoles=RECEIVER,SENDER',
    ],
    [
      'participantRoles',
      [],
      'must not be empty (both by default), got []. Example: -c participantRoles=RECEIVER,SENDER',
    ],
    ...['invitationsRate', 'contactEngagementsRate'].flatMap((setting) =>
      ['5 minutes', 'PT90S', 'PT30S', 'PT0M', 'P1DT1M', 'P1M', ''].map((value) => [
        setting,
        value,
        `${rateRule}, got "${value}". Example: -c ${setting}=PT5M`,
      ]),
    ),
    ['invitationsRate', 5, `${rateRule}, got 5. Example: -c invitationsRate=PT5M`],
    ...['us-est-1', 'US-EAST-1', 'us-east-9'].map((value) => [
      'contactEngagementRegions',
      value,
      `${regionRule}, got "${value}". Example: -c contactEngagementRegions=us-east-1,eu-west-1`,
    ]),
    ...['3 days', 'P0D', 'P15DT1S', 'P1W'].map((value) => [
      'expiryThresholds',
      `P1D,${value}`,
      `${thresholdRule}, got "${value}". Example: -c expiryThresholds=P3D,P1D,PT4H`,
    ]),
    [
      'expiryThresholds',
      ['P3D', 'PT24H'],
      'must be written in its shortest form, as in the events (P1D, not PT24H), got "PT24H". Example: -c expiryThresholds=P3D,P1D,PT4H',
    ],
    ['baseline', 'none', 'must be silent, open or all, got "none". Example: -c baseline=open'],
    ...['0', '-1', '10.5', 'ten', '', 'NaN'].map((value) => [
      'callsPerSecond',
      value,
      `${callsRule}, got "${value}". Example: -c callsPerSecond=5`,
    ]),
    ['callsPerSecond', [5], `${callsRule}, got [5]. Example: -c callsPerSecond=5`],
    [
      'eventSource',
      'aws.partnercentral-selling',
      'must not begin with "aws.", which belongs to AWS, got "aws.partnercentral-selling". Example: -c eventSource=engagement-sync',
    ],
    ...['', 'two words', 'x'.repeat(257)].map((value) => [
      'eventSource',
      value,
      `must consist of 1 to 256 letters, digits, dots, hyphens, underscores and slashes, got "${value}". Example: -c eventSource=engagement-sync`,
    ]),
    [
      'eventBusName',
      'my bus',
      'must be the name of an event bus: letters, digits, dots, hyphens, underscores and slashes, got "my bus". Example: -c eventBusName=partner-events',
    ],
    ...['engagement-sync', '/aws/feed', '/feed/', ''].map((value) => [
      'parameterPath',
      value,
      `must be a path of letters, digits, dots, hyphens and underscores that begins with a slash, but not with /aws or /ssm, got "${value}". Example: -c parameterPath=/engagement-sync`,
    ]),
    ...['30', 'PT12H', 'P0D'].map((value) => [
      'archiveRetention',
      value,
      `must be a whole number of days, at least one, written as an ISO 8601 duration, got "${value}". Example: -c archiveRetention=P30D`,
    ]),
    [
      'encryptionKeyArn',
      'alias/mine',
      'must be the ARN of a KMS key, got "alias/mine". Example: -c encryptionKeyArn=arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    ],
    ['removalPolicy', 'keep', 'must be retain or destroy, got "keep". Example: -c removalPolicy=retain'],
    [
      'alertEmails',
      'sales',
      'must be a mail address, got "sales". Example: -c alertEmails=sales@example.com,alliances@example.com',
    ],
    [
      'alarmTopicArn',
      'on-call',
      'must be the ARN of an SNS topic, got "on-call". Example: -c alarmTopicArn=arn:aws:sns:us-east-1:111122223333:on-call',
    ],
    ['announceCompletion', 'yes', 'must be true or false, got "yes". Example: -c announceCompletion=true'],
  ] as [string, unknown, string][])('%s: %j', (setting, value, message) => {
    expect(() => settingsOf({ [setting]: value })).toThrow(new SettingsError(`Setting "${setting}": ${message}`));
  });

  it('when both sources are off', () => {
    expect(() => settingsOf({ catalogs: '', contactEngagementRegions: [] })).toThrow(
      new SettingsError(
        'Setting "catalogs": must not be empty while "contactEngagementRegions" is empty too: ' +
          'there would be nothing to sync, got []. Example: -c catalogs=AWS,Sandbox',
      ),
    );
  });

  it('once for each value, by the first rule that it breaks', () => {
    expect(() => settingsOf({ expiryThresholds: '3 days,4 days' })).toThrow(
      new SettingsError(
        `Setting "expiryThresholds": ${thresholdRule}, got "3 days". Example: -c expiryThresholds=P3D,P1D,PT4H\n` +
          `Setting "expiryThresholds": ${thresholdRule}, got "4 days". Example: -c expiryThresholds=P3D,P1D,PT4H`,
      ),
    );
  });

  it.each(['catalogs', 'participantRoles', 'alertCatalogs', 'alertOn', 'expiryThresholds'])(
    'where it is no list, beside others that go with it: %s',
    (setting) => {
      const alerts = { alertEmails: 'sales@example.com', alertOn: 'expiring', expiryThresholds: '' };
      expect(problemsOf({ ...alerts, [setting]: 5 })).toEqual([
        expect.stringContaining(`Setting "${setting}": must be a list, got 5. Example: `),
      ]);
    },
  );

  it('with a line for each setting', () => {
    expect(() => settingsOf({ baseline: 'none', announceCompletion: 1 })).toThrow(
      new SettingsError(
        'Setting "baseline": must be silent, open or all, got "none". Example: -c baseline=open\n' +
          'Setting "announceCompletion": must be true or false, got 1. Example: -c announceCompletion=true',
      ),
    );
  });
});

describe('a setting that others make pointless is refused, and so is each of its kind', () => {
  const everything = {
    alertEmails: 'sales@example.com',
    alertChat: 'true',
    alertOn: 'expiring',
    alertTimeZone: 'Europe/Berlin',
    alertDetails: 'true',
  };
  it.each([
    [{ expiryAlerts: 'false' }, 'while "expiryAlerts" is false'],
    [{ catalogs: '' }, 'while "catalogs" is empty'],
    [{ participantRoles: 'SENDER' }, 'while "participantRoles" is without RECEIVER'],
    [
      { catalogs: 'Sandbox' },
      'for the catalog Sandbox unless "alertCatalogs" names it: set "alertCatalogs" to Sandbox',
    ],
    [{ expiryThresholds: '' }, 'while "expiryThresholds" is empty, and "alertOn" and "alertDigest" name nothing else'],
  ])('%j', (settings, why) => {
    expect(problemsOf({ ...everything, ...settings })).toEqual(
      Object.keys(everything).map((name) => expect.stringContaining(`Setting "${name}": has no effect ${why}, got `)),
    );
    const unset = { alertEmails: [], alertChat: false, alertCatalogs: [], alertDigest: 'off' };
    expect(problemsOf({ ...unset, ...settings })).toEqual([]);
  });

  it('an hour without a digest, addresses beside a topic, a catalog that is not synced: in the words of settings', () => {
    expect(problemsOf({ alertDigestHour: '7' })).toEqual([
      'Setting "alertDigestHour": must be left out unless "alertDigest" is daily or weekly, got "7". Example: -c alertDigestHour=8',
    ]);
    const alarmTopicArn = 'arn:aws:sns:us-east-1:111122223333:on-call';
    expect(problemsOf({ alarmTopicArn, alarmEmails: 'a@example.com' })).toEqual([
      'Setting "alarmEmails": has no effect while "alarmTopicArn" is set: subscribe the addresses to that topic, ' +
        'got "a@example.com". Example: -c alarmEmails=platform@example.com',
    ]);
    expect(problemsOf({ alertCatalogs: 'Sandbox' })).toEqual([
      'Setting "alertCatalogs": must be AWS, which "catalogs" syncs, got "Sandbox". Example: -c alertCatalogs=AWS',
    ]);
  });
});

describe('a setting that there is none of', () => {
  it.each([
    ['catalog', 'catalogs'],
    ['alert-emails', 'alertEmails'],
    ['alert_emails', 'alertEmails'],
    ['ALERTEMAILS', 'alertEmails'],
    ['alertsEmail', 'alertEmails'],
    ['partcipantRoles', 'participantRoles'],
    ['expiry-threshold', 'expiryThresholds'],
  ])('is refused where one is meant, lest a slip leave the default in place: %s', (key, meant) => {
    expect(() => settingsOf({ [key]: 'any' })).toThrow(
      new SettingsError(`Setting "${key}": there is none. Did you mean "${meant}"?`),
    );
  });

  it.each(['stage', 'owner_team', 'cost-center'])(
    'stops nothing where it is of another app, but is said: %s',
    (key) => {
      const stack = new Stack(new App({ context: { [key]: 'any' } }));
      expect(() => readSettings(stack)).not.toThrow();
      const warning = Match.stringLikeRegexp(
        `Setting "${key}": there is none, so it has no effect. Settings: catalogs, `,
      );
      Annotations.fromStack(stack).hasWarning('*', warning);
    },
  );

  it.each(['@aws-cdk/core:some-flag', 'aws:cdk:bundling-stacks', 'cli-telemetry', 'availability-zones:account=1'])(
    'is no key of CDK itself: %s',
    (key) => {
      const stack = new Stack(new App({ context: { [key]: 'any' } }));
      expect(() => readSettings(stack)).not.toThrow();
      Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
    },
  );
});
