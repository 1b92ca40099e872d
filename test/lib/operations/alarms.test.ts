import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { EngagementSync, type EngagementSyncProps } from '../../../lib/index.ts';
import { CDK_CONTEXT, synthesize } from '../synthesize.ts';

interface Metric {
  MetricName: string;
  Dimensions: { Name: string; Value: unknown }[];
}
interface AlarmProperties extends Metric {
  AlarmDescription: unknown;
  AlarmActions: unknown[];
  OKActions: unknown[];
  Threshold: number;
  Metrics?: { MetricStat?: { Metric: Metric } }[];
}
const template = synthesize();
const alarmsOf = (from = template) =>
  Object.values(from.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties as AlarmProperties);
const metricOf = (alarm: AlarmProperties): Metric =>
  alarm.Metrics?.find(({ MetricStat }) => MetricStat)?.MetricStat?.Metric ?? alarm;

/** The text that people get, with names as long as CloudFormation makes them. */
function descriptionOf({ AlarmDescription }: AlarmProperties): string {
  const parts = (AlarmDescription as { 'Fn::Join': [string, (string | { Ref: string })[]] })['Fn::Join'][1];
  return parts
    .map((part) => (typeof part === 'string' ? part : `${part.Ref ?? 'QueueName'}-`.padEnd(80, 'x')))
    .join('');
}
const runbook = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
function dashboardBody(from = template): string {
  const [dashboard] = Object.values(from.findResources('AWS::CloudWatch::Dashboard'));
  return dashboard?.Properties.DashboardBody['Fn::Join'][1].map(String).join('');
}
const anchors = [...runbook.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
  heading.toLowerCase().replaceAll(' ', '-'),
);

describe('the alarms', () => {
  it('are these, with as many metrics, since each is billed', () => {
    const scope = ({ MetricName, Dimensions }: Metric) => [MetricName, Dimensions[0]?.Value];
    expect(alarmsOf().map(metricOf).map(scope)).toEqual([
      ...['invitations/AWS/RECEIVER', 'invitations/AWS/SENDER', 'contact-engagements/us-east-1'].flatMap((name) => [
        ['SyncCompleted', name],
        ['UnpublishedAge', name],
      ]),
      ['TimeToNextExpiry', 'invitations/AWS/RECEIVER'],
      ['ApproximateNumberOfMessagesVisible', expect.anything()],
      ['ApproximateNumberOfMessagesVisible', expect.anything()],
    ]);
  });

  it('go off after a quarter of an hour unpublished, and four hours before expiry', () => {
    const limits = Object.fromEntries(alarmsOf().map(({ MetricName, Threshold }) => [MetricName, Threshold]));
    expect(limits).toMatchObject({ UnpublishedAge: 900, TimeToNextExpiry: 14_400 });
  });

  it.each(alarmsOf().map(descriptionOf))('say what they mean, what to do first, and where to look next: %s', (text) => {
    expect(text).toMatch(/^[A-Z].+\nFirst: [A-Z].+\n/);
    expect(text).toMatch(/\n(Function: \w+-x+\nLog group: \w+Logs\w+-x+\n)+Dashboard: /);
    // The longest that CloudWatch takes: API reference, PutMetricAlarm.
    expect(text.length).toBeLessThanOrEqual(1024);
    const [, section = ''] = /\nRunbook: on the dashboard, under "(.+)"$/.exec(text) ?? [];
    expect(dashboardBody()).toContain(`## ${section}\\n`);
  });

  it('lead to the section of the runbook that is about them', () => {
    const sections = alarmsOf().map((alarm) => [
      metricOf(alarm).MetricName,
      /under "(.+)"$/.exec(descriptionOf(alarm))?.[1],
    ]);
    expect(Object.fromEntries(sections)).toEqual({
      SyncCompleted: 'Silence',
      UnpublishedAge: 'Unpublished events',
      TimeToNextExpiry: 'An invitation about to expire',
      ApproximateNumberOfMessagesVisible: 'Dead letters',
    });
  });

  it('lead to the runbook of those who have one, by its headings', () => {
    const runbookUrl = 'https://wiki.example.com/engagement-sync';
    const withRunbook = synthesize({ runbookUrl });
    for (const text of alarmsOf(withRunbook).map(descriptionOf)) {
      const [, url, anchor] = /\nRunbook: (.+)#(.+)$/.exec(text) ?? [];
      expect(url).toBe(runbookUrl);
      expect(anchors).toContain(anchor);
    }
    expect(dashboardBody(withRunbook)).toContain(`[the runbook](${runbookUrl})`);
    expect(dashboardBody(withRunbook)).not.toContain('## Silence');
  });

  it('name the dashboard by the address of the one that there is', () => {
    const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
    for (const text of alarmsOf().map(descriptionOf))
      expect(text).toMatch(new RegExp(`#dashboards/dashboard/${dashboard?.Properties.DashboardName}\n`));
  });

  it('name the function and the log of the scope that they are about', () => {
    for (const alarm of alarmsOf()) {
      const [{ Value } = { Value: '' }] = metricOf(alarm).Dimensions;
      const [kind] = `${Value}`.split('/');
      const name = { invitations: 'SyncInvitations', 'contact-engagements': 'SyncContactEngagements' }[kind ?? ''];
      if (name) expect(descriptionOf(alarm)).toMatch(new RegExp(`Function: ${name}.*\nLog group: ${name}Logs`));
    }
  });

  it('say when they are over', () => {
    for (const { AlarmActions, OKActions } of alarmsOf()) expect(OKActions).toEqual(AlarmActions);
  });

  it('go to a topic of their own, or another one', () => {
    const alarmTopicArn = 'arn:aws:sns:us-east-1:111122223333:on-call';
    for (const { AlarmActions } of alarmsOf())
      expect(AlarmActions).toEqual([{ Ref: expect.stringMatching('^SyncAlarmTopic') }]);
    for (const { AlarmActions } of alarmsOf(synthesize({ alarmTopicArn })))
      expect(AlarmActions).toEqual([alarmTopicArn]);
  });

  it('do not ask for an answer to Sandbox', () => {
    const metrics = alarmsOf(synthesize({ catalogs: 'Sandbox' })).map((alarm) => metricOf(alarm).MetricName);
    expect(metrics).not.toContain('TimeToNextExpiry');
  });
});

describe('the construct', () => {
  const construct = (props: EngagementSyncProps = {}) =>
    new EngagementSync(new Stack(new App({ context: CDK_CONTEXT })), 'Sync', props);

  it('has what rules, filters and alarms of others may be about', () => {
    const sync = construct();
    expect(sync.alarms).toHaveLength(9);
    expect(sync.archive?.archiveArn).toBeDefined();
    expect(sync.logGroups.map(({ node }) => node.id)).toEqual([
      'InvitationsLogs',
      'ContactEngagementsLogs',
      'FunctionLogs',
    ]);
    expect(sync.alerts?.deadLetterQueue).toBeDefined();
  });

  it('lacks what is switched off', () => {
    const sync = construct({ engagements: false, expiryAlerts: false, archiveRetention: false });
    expect(sync.alarms).toHaveLength(5);
    expect(sync.archive).toBeUndefined();
    expect(sync.logGroups).toHaveLength(1);
    expect(sync.alerts?.deadLetterQueue).toBeUndefined();
  });
});

describe('the metrics', () => {
  const sync = new EngagementSync(new Stack(new App({ context: CDK_CONTEXT })), 'Sync', {
    engagements: false,
  });

  it.each([
    ['metricSyncCompleted', 'SyncCompleted', 'Sum'],
    ['metricUnpublishedAge', 'UnpublishedAge', 'Maximum'],
    ['metricTimeToNextExpiry', 'TimeToNextExpiry', 'Minimum'],
    ['metricListCalls', 'ListCalls', 'Sum'],
    ['metricOddItems', 'OddItems', 'Sum'],
  ] as const)('%s is %s of a scope', (method, metricName, statistic) => {
    expect(sync[method]('invitations/AWS/SENDER')).toMatchObject({
      namespace: 'EngagementSync',
      metricName,
      statistic,
      dimensions: { scope: 'invitations/AWS/SENDER' },
    });
  });

  it('of a scope that is not synced are refused', () => {
    expect(() => sync.metricListCalls('invitations/AWS')).toThrow(
      'Metric ListCalls: must be of a scope that is synced, which is invitations/AWS/RECEIVER, invitations/AWS/SENDER, ' +
        'got invitations/AWS. Example: invitations/AWS/RECEIVER',
    );
  });
});
