import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { synthesize } from '../synthesize.ts';

interface Schedule {
  ScheduleExpression: string;
  ScheduleExpressionTimezone: string;
  State: string;
  FlexibleTimeWindow: { Mode: string };
  Target: { Arn: unknown; Input: string; RoleArn: { 'Fn::GetAtt': [string, string] } };
}
interface Resource<Properties> {
  Properties: Properties;
}

const resources = <Properties>(template: Template, type: string): [string, Properties][] =>
  Object.entries(template.findResources(type) as Record<string, Resource<Properties>>).map(([id, { Properties }]) => [
    id,
    Properties,
  ]);
const schedulesOf = (template: Template) =>
  resources<Schedule>(template, 'AWS::Scheduler::Schedule').map(([, schedule]) => schedule);
const timetableOf = (template: Template) =>
  schedulesOf(template).map(({ ScheduleExpression, Target }) => [Target.Input, ScheduleExpression]);

const sync = (scope: string) => `{"scope":"${scope}","mode":"sync"}`;
const reconcile = (scope: string) => `{"scope":"${scope}","mode":"reconcile"}`;

describe('each scope', () => {
  it('has a sync at the rate of its source and a daily reconciliation', () => {
    const template = synthesize({
      catalogs: 'AWS,Sandbox',
      invitationsRate: 'PT2M',
      contactEngagementRegions: 'us-east-1,eu-west-1',
      contactEngagementsRate: 'PT1H',
    });

    expect(timetableOf(template)).toEqual([
      [sync('invitations/AWS/RECEIVER'), 'rate(2 minutes)'],
      [reconcile('invitations/AWS/RECEIVER'), 'cron(0 2 * * ? *)'],
      [sync('invitations/AWS/SENDER'), 'rate(2 minutes)'],
      [reconcile('invitations/AWS/SENDER'), 'cron(20 2 * * ? *)'],
      [sync('invitations/Sandbox/RECEIVER'), 'rate(2 minutes)'],
      [reconcile('invitations/Sandbox/RECEIVER'), 'cron(40 2 * * ? *)'],
      [sync('invitations/Sandbox/SENDER'), 'rate(2 minutes)'],
      [reconcile('invitations/Sandbox/SENDER'), 'cron(0 3 * * ? *)'],
      [sync('contact-engagements/us-east-1'), 'rate(1 hour)'],
      [reconcile('contact-engagements/us-east-1'), 'cron(20 3 * * ? *)'],
      [sync('contact-engagements/eu-west-1'), 'rate(1 hour)'],
      [reconcile('contact-engagements/eu-west-1'), 'cron(40 3 * * ? *)'],
    ]);
  });

  it('is called for by default', () => {
    expect(timetableOf(synthesize()).filter(([input]) => input?.includes('"sync"'))).toEqual([
      [sync('invitations/AWS/RECEIVER'), 'rate(5 minutes)'],
      [sync('invitations/AWS/SENDER'), 'rate(5 minutes)'],
      [sync('contact-engagements/us-east-1'), 'rate(5 minutes)'],
    ]);
  });

  it('loses its schedules when its source is switched off', () => {
    expect(timetableOf(synthesize({ catalogs: [], contactEngagementRegions: 'eu-west-1' }))).toEqual([
      [sync('contact-engagements/eu-west-1'), 'rate(5 minutes)'],
      [reconcile('contact-engagements/eu-west-1'), 'cron(0 2 * * ? *)'],
    ]);
    expect(timetableOf(synthesize({ contactEngagementRegions: '', participantRoles: 'SENDER' }))).toEqual([
      [sync('invitations/AWS/SENDER'), 'rate(5 minutes)'],
      [reconcile('invitations/AWS/SENDER'), 'cron(0 2 * * ? *)'],
    ]);
  });

  it('reconciles at a time of its own, however many there are', () => {
    const regions =
      'us-east-1,us-east-2,us-west-1,us-west-2,eu-west-1,eu-west-2,eu-west-3,eu-north-1,eu-south-1,eu-south-2,eu-central-1,eu-central-2,ap-south-1,ap-south-2,ap-east-1,ap-northeast-1,ap-northeast-2,ap-northeast-3,ap-southeast-1,ap-southeast-2,ap-southeast-3,ap-southeast-4,ca-central-1,ca-west-1,sa-east-1,me-south-1,me-central-1,il-central-1,af-south-1,mx-central-1,ap-southeast-5,ap-southeast-6,ap-southeast-7,ap-east-2';
    const timetable = timetableOf(synthesize({ catalogs: 'AWS,Sandbox', contactEngagementRegions: regions }));
    const times = timetable.filter(([input]) => input?.includes('"reconcile"')).map(([, time]) => time);

    expect(times).toHaveLength(38);
    expect(new Set(times)).toHaveLength(38);
  });
});

describe('each schedule', () => {
  const template = synthesize();
  const [functionOfInvitations, functionOfContactEngagements] = resources(template, 'AWS::Lambda::Function').map(
    ([id]) => ({ 'Fn::GetAtt': [id, 'Arn'] }),
  );
  const deadLetterQueue = { 'Fn::GetAtt': [resources(template, 'AWS::SQS::Queue')[0]?.[0], 'Arn'] };

  it.each(schedulesOf(template))('calls the function of its source: $Target.Input', (schedule) => {
    expect(schedule).toMatchObject({
      ScheduleExpressionTimezone: 'Etc/UTC',
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: schedule.Target.Input.includes('invitations/') ? functionOfInvitations : functionOfContactEngagements,
        DeadLetterConfig: { Arn: deadLetterQueue },
        RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 900 },
      },
    });
  });

  it.each(schedulesOf(template))(
    'may do nothing but that, and fill the dead-letter queue: $Target.Input',
    (schedule) => {
      const [role] = schedule.Target.RoleArn['Fn::GetAtt'];
      const policies = resources<{ Roles: unknown[]; PolicyDocument: { Statement: unknown[] } }>(
        template,
        'AWS::IAM::Policy',
      ).filter(([, { Roles }]) => JSON.stringify(Roles) === JSON.stringify([{ Ref: role }]));

      expect(policies.map(([, { PolicyDocument }]) => PolicyDocument.Statement)).toEqual([
        [
          {
            Effect: 'Allow',
            Action: 'lambda:InvokeFunction',
            Resource: [schedule.Target.Arn, { 'Fn::Join': ['', [schedule.Target.Arn, ':*']] }],
          },
          { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: deadLetterQueue },
        ],
      ]);
    },
  );
});
