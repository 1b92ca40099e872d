import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { EngagementSync } from '../../../lib/index.ts';
import { synthesize } from '../synthesize.ts';

interface AlarmProperties {
  AlarmDescription: unknown;
  AlarmActions: unknown[];
  OKActions: unknown[];
  MetricName?: string;
  Dimensions?: { Name: string; Value: unknown }[];
  Metrics?: { MetricStat?: { Metric: { MetricName: string; Dimensions: { Name: string; Value: unknown }[] } } }[];
  Period: number;
  Threshold: number;
  TreatMissingData: string;
}
const template = synthesize();
/** What an alarm watches, by itself or by a calculation. */
const metricOf = ({ MetricName = '', Dimensions = [], Metrics = [] }: AlarmProperties) =>
  Metrics.find(({ MetricStat }) => MetricStat)?.MetricStat?.Metric ?? { MetricName, Dimensions };
const alarmsOf = (from = template) =>
  Object.values(from.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties as AlarmProperties);
const runbook = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
const anchors = [...runbook.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
  heading.toLowerCase().replaceAll(' ', '-'),
);

describe('the alarms', () => {
  it('are these, with as many metrics, since each is billed', () => {
    const scope = (alarm: AlarmProperties) => {
      const { MetricName, Dimensions } = metricOf(alarm);
      return [MetricName, Dimensions[0]?.Value];
    };
    expect(alarmsOf().map(scope)).toEqual([
      ...['invitations/AWS/RECEIVER', 'invitations/AWS/SENDER', 'contact-engagements/us-east-1'].flatMap((name) => [
        ['SyncCompleted', name],
        ['UnpublishedAge', name],
      ]),
      ['TimeToNextExpiry', 'invitations/AWS/RECEIVER'],
      ['ApproximateNumberOfMessagesVisible', expect.anything()],
      ['ApproximateNumberOfMessagesVisible', expect.anything()],
    ]);
  });

  it('take silence for three periods of the rate as the worst, and fill in what is missing', () => {
    const [silence] = alarmsOf(synthesize({ invitationsRate: 'PT10M' }));
    expect(silence).toMatchObject({
      EvaluationPeriods: 3,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
      Metrics: [
        { Expression: 'FILL(completed, 0)' },
        { ReturnData: false, MetricStat: { Period: 600, Stat: 'Sum', Metric: { MetricName: 'SyncCompleted' } } },
      ],
    });
  });

  it('go off after a quarter of an hour unpublished, and four hours before expiry', () => {
    const limits = Object.fromEntries(alarmsOf().map((alarm) => [metricOf(alarm).MetricName, alarm.Threshold]));
    expect(limits).toMatchObject({ UnpublishedAge: 900, TimeToNextExpiry: 14_400 });
  });

  const textOf = ({ AlarmDescription }: AlarmProperties) => JSON.stringify(AlarmDescription).replaceAll('\\"', '"');

  it.each(alarmsOf().map((alarm) => [metricOf(alarm).MetricName, alarm] as const))(
    'say what they mean, what to do first, and where to read on: %s',
    (name, alarm) => {
      const text = textOf(alarm);
      expect(text).toMatch(/[A-Z].+ First: [A-Z].+ Dashboard: https:.+ Runbook: https:.+#[\w-]+/);
      expect(anchors).toContain(/#([\w-]+)[^#]*$/.exec(text)?.[1]);
      if (name !== 'ApproximateNumberOfMessagesVisible')
        expect(text).toMatch(/Function: .+"Ref":"Sync.+Log: .+"Ref":"Sync/);
    },
  );

  it('point to the runbook that is set, and say when they are over', () => {
    for (const alarm of alarmsOf(synthesize({ runbookUrl: 'https://example.com/runbook' }))) {
      expect(textOf(alarm)).toMatch(/Runbook: https:\/\/example\.com\/runbook#[\w-]+/);
      expect(alarm.OKActions).toEqual(alarm.AlarmActions);
    }
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

describe('the dashboard', () => {
  const bodyOf = (from = template) =>
    JSON.stringify(Object.values(from.findResources('AWS::CloudWatch::Dashboard'))[0]?.Properties.DashboardBody);

  it('answers its questions', () => {
    const questions = [
      'Is it working?',
      'What is open?',
      'How long until the next one expires?',
      'Calls of the list APIs a day',
    ];
    for (const question of [...questions, 'Which lists cannot be read?']) expect(bodyOf()).toContain(question);
    expect(bodyOf()).toContain('latest(expiring.0.id) as id1');
  });

  it('has the runbook, without links that lead nowhere', () => {
    expect(bodyOf()).toContain('## Dead letters');
    expect(bodyOf()).not.toMatch(/\]\((?!https:)/);
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
