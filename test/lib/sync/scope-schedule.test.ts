import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { synthesize } from '../synthesize.ts';

interface Schedule {
  ScheduleExpression: string;
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

describe('each scope', () => {
  it('has one schedule, at the rate of its source', () => {
    const template = synthesize({
      catalogs: 'AWS,Sandbox',
      invitationsRate: 'PT2M',
      contactEngagementRegions: 'us-east-1,eu-west-1',
      contactEngagementsRate: 'PT1H',
    });

    expect(timetableOf(template)).toEqual([
      [sync('invitations/AWS/RECEIVER'), 'rate(2 minutes)'],
      [sync('invitations/AWS/SENDER'), 'rate(2 minutes)'],
      [sync('invitations/Sandbox/RECEIVER'), 'rate(2 minutes)'],
      [sync('invitations/Sandbox/SENDER'), 'rate(2 minutes)'],
      [sync('contact-engagements/us-east-1'), 'rate(1 hour)'],
      [sync('contact-engagements/eu-west-1'), 'rate(1 hour)'],
    ]);
  });

  it('is called for by default', () => {
    expect(timetableOf(synthesize())).toEqual([
      [sync('invitations/AWS/RECEIVER'), 'rate(5 minutes)'],
      [sync('invitations/AWS/SENDER'), 'rate(5 minutes)'],
      [sync('contact-engagements/us-east-1'), 'rate(5 minutes)'],
    ]);
  });

  it('loses its schedule when its source is switched off', () => {
    expect(timetableOf(synthesize({ catalogs: [], contactEngagementRegions: 'eu-west-1' }))).toEqual([
      [sync('contact-engagements/eu-west-1'), 'rate(5 minutes)'],
    ]);
    expect(timetableOf(synthesize({ contactEngagementRegions: '', participantRoles: 'SENDER' }))).toEqual([
      [sync('invitations/AWS/SENDER'), 'rate(5 minutes)'],
    ]);
  });
});

describe('each schedule', () => {
  const template = synthesize();
  const functionOf = (id: string) => ({ 'Fn::GetAtt': [expect.stringMatching(`^Sync${id}[0-9A-F]{8}$`), 'Arn'] });
  const deadLetterQueue = { 'Fn::GetAtt': [resources(template, 'AWS::SQS::Queue')[0]?.[0], 'Arn'] };

  it.each(schedulesOf(template))('calls the function of its source: $Target.Input', (schedule) => {
    expect(schedule).toMatchObject({
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: functionOf(schedule.Target.Input.includes('invitations/') ? 'Invitations' : 'ContactEngagements'),
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
