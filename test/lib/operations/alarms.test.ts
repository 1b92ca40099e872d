import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { EngagementSync } from '../../../lib/index.ts';
import { synthesize } from '../synthesize.ts';

interface AlarmProperties {
  AlarmDescription: string;
  AlarmActions: unknown[];
  MetricName: string;
  Dimensions: { Name: string; Value: unknown }[];
  Period: number;
  Threshold: number;
  TreatMissingData: string;
}
const template = synthesize();
const alarmsOf = (from = template) =>
  Object.values(from.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties as AlarmProperties);
const runbook = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
const anchors = [...runbook.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
  heading.toLowerCase().replaceAll(' ', '-'),
);

describe('the alarms', () => {
  it('are these, with as many metrics, since each is billed', () => {
    const scope = ({ MetricName, Dimensions }: AlarmProperties) => [MetricName, Dimensions[0]?.Value];
    expect(alarmsOf().map(scope)).toEqual([
      ...['invitations/AWS/RECEIVER', 'invitations/AWS/SENDER', 'contact-engagements/us-east-1'].flatMap((name) => [
        ['SyncCompleted', name],
        ['UnpublishedAge', name],
      ]),
      ['TimeToNextExpiry', 'invitations/AWS/RECEIVER'],
      ['Errors', { Ref: expect.stringContaining('Invitations') }],
      ['Errors', { Ref: expect.stringContaining('ContactEngagements') }],
      ['ApproximateNumberOfMessagesVisible', expect.anything()],
      ['ApproximateNumberOfMessagesVisible', expect.anything()],
    ]);
  });

  it('take silence for three periods of the rate as the worst', () => {
    const [silence] = alarmsOf(synthesize({ invitationsRate: 'PT10M' }));
    expect(silence).toMatchObject({
      Namespace: 'EngagementSync',
      MetricName: 'SyncCompleted',
      Statistic: 'Sum',
      Period: 600,
      EvaluationPeriods: 3,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
  });

  it('go off after a quarter of an hour unpublished, and four hours before expiry', () => {
    const limits = Object.fromEntries(alarmsOf().map(({ MetricName, Threshold }) => [MetricName, Threshold]));
    expect(limits).toMatchObject({ UnpublishedAge: 900, TimeToNextExpiry: 14_400 });
  });

  it.each(alarmsOf())('say what they mean, what to do first, and where to read on: $MetricName', (alarm) => {
    const [, section] =
      /^[A-Z].+ First: [A-Z].+ Runbook: docs\/operations\.md#([\w-]+)$/.exec(alarm.AlarmDescription) ?? [];
    expect(anchors).toContain(section);
  });

  it('go to the topic of the alerts, or another one', () => {
    const alarmTopicArn = 'arn:aws:sns:us-east-1:111122223333:on-call';
    for (const { AlarmActions } of alarmsOf())
      expect(AlarmActions).toEqual([{ Ref: expect.stringMatching('^SyncAlertTopic') }]);
    for (const { AlarmActions } of alarmsOf(synthesize({ alarmTopicArn })))
      expect(AlarmActions).toEqual([alarmTopicArn]);
  });

  it('do not ask for an answer to Sandbox', () => {
    const metrics = alarmsOf(synthesize({ catalogs: 'Sandbox' })).map(({ MetricName }) => MetricName);
    expect(metrics).not.toContain('TimeToNextExpiry');
  });
});

describe('the dashboard', () => {
  it('answers four questions', () => {
    const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
    const body = JSON.stringify(dashboard?.Properties.DashboardBody);
    for (const question of ['Is it working?', 'What is open?', 'What expires next?', 'What did it cost in calls?']) {
      expect(body).toContain(question);
    }
  });
});

describe('the metrics', () => {
  const sync = new EngagementSync(new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } })), 'Sync', {
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
