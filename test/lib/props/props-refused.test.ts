import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { EngagementSync, type EngagementSyncProps, PropsError } from '../../../lib/index.ts';

const problemsOf = (props: object) => {
  try {
    new EngagementSync(new Stack(new App()), 'Sync', props as EngagementSyncProps);
  } catch (error) {
    if (error instanceof PropsError) return error.message.split('\n');
    throw error;
  }
  return [];
};

describe('props that cannot be used are refused with the rule, the value and an example', () => {
  it.each([
    [
      { invitations: false, engagements: false },
      '"invitations": must not be false while "engagements" is false too: there would be nothing to sync, got false. Example: invitations: { catalogs: [\'AWS\'] }',
    ],
    [
      { invitations: { catalogs: [] } },
      '"invitations.catalogs": must not be empty (invitations: false), got []. Example: catalogs: [\'AWS\']',
    ],
    [
      { invitations: { catalogs: ['Aws'] } },
      '"invitations.catalogs": must be AWS or Sandbox, got "Aws". Example: catalogs: [\'AWS\']',
    ],
    [
      { invitations: { catalogs: ['AWS', 'AWS'] } },
      '"invitations.catalogs": must not be repeated, got "AWS". Example: catalogs: [\'AWS\']',
    ],
    [
      { invitations: { participantRoles: ['Receiver'] } },
      '"invitations.participantRoles": must be RECEIVER or SENDER, got "Receiver". Example: participantRoles: [\'RECEIVER\']',
    ],
    ...[Duration.seconds(30), Duration.seconds(90), Duration.minutes(1441)].map((rate) => [
      { invitations: { rate } },
      `"invitations.rate": must be a whole number of minutes from PT1M to P1D, got ${rate.toIsoString()}. Example: rate: Duration.minutes(5)`,
    ]),
    ...[Duration.days(16), Duration.minutes(0)].map((threshold) => [
      { invitations: { expiryThresholds: [threshold] } },
      `"invitations.expiryThresholds": must be longer than zero and at most P15D, got ${threshold.toIsoString()}. Example: expiryThresholds: [Duration.days(1), Duration.hours(4)]`,
    ]),
    [
      { invitations: { expiryThresholds: [Duration.days(1), Duration.hours(24)] } },
      '"invitations.expiryThresholds": must not be repeated, got P1D. Example: expiryThresholds: [Duration.days(1), Duration.hours(4)]',
    ],
    [
      { engagements: { regions: [] } },
      '"engagements.regions": must not be empty (engagements: false), got []. Example: regions: [\'us-east-1\']',
    ],
    [
      { engagements: { regions: ['us-est-1'] } },
      '"engagements.regions": must be an AWS region (one that the installed aws-cdk-lib knows), got "us-est-1". Example: regions: [\'us-east-1\']',
    ],
    [
      { engagements: { rate: Duration.seconds(59) } },
      '"engagements.rate": must be a whole number of minutes from PT1M to P1D, got PT59S. Example: rate: Duration.minutes(5)',
    ],
    [
      { invitations: { rate: 5 } },
      '"invitations.rate": must be a whole number of minutes from PT1M to P1D, got 5. Example: rate: Duration.minutes(5)',
    ],
    [
      { invitations: { catalogs: 'AWS' } },
      '"invitations.catalogs": must be a list, got "AWS". Example: catalogs: [\'AWS\']',
    ],
    [
      { invitations: { nativeWakeUp: 'no' } },
      '"invitations.nativeWakeUp": must be true or false, got "no". Example: nativeWakeUp: false',
    ],
    [
      { announceCompletion: 'no' },
      '"announceCompletion": must be true or false, got "no". Example: announceCompletion: false',
    ],
    [{ baseline: 'none' }, '"baseline": must be silent, open or all, got "none". Example: baseline: \'open\''],
    [
      { callsPerSecond: 11 },
      '"callsPerSecond": must be a number above 0 and at most 10, the quota of an account, got 11. Example: callsPerSecond: 5',
    ],
    [
      { eventSource: 'aws.partnercentral-selling' },
      '"eventSource": must not begin with "aws.", which belongs to AWS, got "aws.partnercentral-selling". Example: eventSource: \'com.example.partner\'',
    ],
    [
      { parameterPath: 'engagement-sync' },
      '"parameterPath": must be a path of letters, digits, dots, hyphens and underscores that begins with a slash, but not with /aws or /ssm, got "engagement-sync". Example: parameterPath: \'/partner/engagement-sync\'',
    ],
    ...(
      [
        [{ invitations: false }, '"invitations" is false'],
        [{ invitations: { participantRoles: ['SENDER'] } }, '"invitations.participantRoles" is without RECEIVER'],
      ] as const
    ).map(([props, reason]) => [
      { ...props, expiryAlerts: { chat: true } },
      `"expiryAlerts": must be left out while ${reason}, got {"chat":true}. Example: expiryAlerts: false`,
    ]),
    [
      { invitations: { catalogs: ['Sandbox'] }, expiryAlerts: { chat: true } },
      '"expiryAlerts": must name "catalogs" while "invitations.catalogs" has Sandbox only, got {"chat":true}. Example: expiryAlerts: false',
    ],
    [
      { expiryAlerts: { digestHour: 7 } },
      '"expiryAlerts.digestHour": must be left out unless "expiryAlerts.digest" is daily or weekly, got 7. Example: digestHour: 8',
    ],
    [
      { expiryAlerts: { emails: ['sales'] } },
      '"expiryAlerts.emails": must be a mail address, got "sales". Example: emails: [\'sales@example.com\']',
    ],
    [
      { expiryAlerts: { catalogs: ['Sandbox'] } },
      '"expiryAlerts.catalogs": must be AWS, which "invitations.catalogs" syncs, got "Sandbox". Example: catalogs: [\'AWS\']',
    ],
    [
      { archiveRetention: Duration.hours(36) },
      '"archiveRetention": must be a whole number of days, at least one, got P1DT12H. Example: archiveRetention: Duration.days(30)',
    ],
    [
      { removalPolicy: RemovalPolicy.SNAPSHOT },
      '"removalPolicy": must be retain, destroy or retain-on-update-or-delete, got "snapshot". Example: removalPolicy: RemovalPolicy.RETAIN',
    ],
    // What only JavaScript lets through.
    [{ expiryAlert: false }, '"expiryAlert": there is no such prop. Did you mean "expiryAlerts"?, got false'],
    [
      { expiryAlerts: { email: ['sales@example.com'] } },
      '"expiryAlerts.email": there is no such prop. Did you mean "emails"?, got ["sales@example.com"]',
    ],
    [
      { invitations: { every: 5 } },
      expect.stringContaining('"invitations.every": there is no such prop. There are catalogs, '),
    ],
    [
      { invitations: null },
      '"invitations": must be an object, got null. Example: invitations: { catalogs: [\'AWS\'] }',
    ],
    [
      { engagements: true },
      '"engagements": must be an object, got true. Example: engagements: { regions: [\'us-east-1\'] }',
    ],
    [{ callsPerSecond: '5' }, expect.stringContaining('"callsPerSecond": must be a number above 0 and at most 10, ')],
    [{ callsPerSecond: null }, expect.stringContaining(', got null. Example: callsPerSecond: 5')],
    [{ archiveRetention: true }, expect.stringContaining('"archiveRetention": must be a whole number of days, ')],
    [{ runbookUrl: 5 }, expect.stringContaining('"runbookUrl": must be an address that begins with https://, got 5.')],
    [{ allowAccounts: [111122223333] }, expect.stringContaining('"allowAccounts": must be an AWS account id, ')],
    [
      { eventBus: 'partner-events' },
      '"eventBus": must be an event bus, not its name or ARN, got "partner-events". ' +
        "Example: eventBus: EventBus.fromEventBusName(this, 'Bus', 'partner-events')",
    ],
    [
      { alarmTopic: new Stack(new App(), 'NoTopic') },
      expect.stringContaining('must be an SNS topic, not its name or ARN, got the construct NoTopic.'),
    ],
    [
      { encryptionKey: () => 1 },
      expect.stringContaining('"encryptionKey": must be a KMS key, not its id or ARN, got a function.'),
    ],
    [null, '"props": must be an object, got null. Example: new EngagementSync(this, \'Sync\', { engagements: false })'],
  ] as [object, unknown][])('%#', (props, message) => {
    const line = typeof message === 'string' ? `EngagementSync ${message}` : message;
    expect(problemsOf(props)).toEqual([line]);
  });

  it('all at once, a line for each', () => {
    expect(problemsOf({ baseline: 'none', callsPerSecond: 0 })).toHaveLength(2);
  });
});
