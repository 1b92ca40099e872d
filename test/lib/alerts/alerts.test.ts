import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import { EngagementSync } from '../../../lib/engagement-sync.ts';
import { CDK_CONTEXT, synthesize } from '../synthesize.ts';

type Properties = Readonly<Record<string, unknown>>;
const propertiesOf = (template: Template, type: string, id = '') =>
  Object.entries(template.findResources(type))
    .filter(([logicalId]) => logicalId.includes(id))
    .map(([, { Properties }]) => Properties as Properties);
const ruleOf = (context: Record<string, unknown>) =>
  propertiesOf(synthesize({ nativeWakeUp: 'false', ...context }), 'AWS::Events::Rule');

const template = synthesize({
  alertEmails: 'sales@example.com',
  alarmEmails: 'platform@example.com',
  alertChat: 'true',
  alertDigest: 'weekly',
  alertDigestHour: '7',
  alertTimeZone: 'Europe/Berlin',
  alertDetails: 'true',
});
const idOf = (type: string, part: string) =>
  Object.keys(template.findResources(type)).find((id) => id.includes(part)) ?? `no ${part}`;
const FUNCTION = idOf('AWS::Lambda::Function', 'Alerts');
const QUEUE = { 'Fn::GetAtt': [idOf('AWS::SQS::Queue', 'Alerts'), 'Arn'] };
const [MAIL, CHAT, ALARMS] = ['AlertTopic', 'ChatTopic', 'AlarmTopic'].map((part) => ({
  Ref: idOf('AWS::SNS::Topic', part),
}));

describe('the rule of the alerts', () => {
  it('takes what expires and what expired, of invitations to this account of the catalog AWS, and never replays', () => {
    expect(ruleOf({ catalogs: 'AWS,Sandbox' }).map(({ EventPattern }) => EventPattern)).toEqual([
      {
        source: ['engagement-sync'],
        'detail-type': ['Engagement Invitation Expiring', 'Engagement Invitation Expired'],
        detail: { catalog: ['AWS'], engagementInvitation: { participantType: ['Receiver'] } },
        'replay-name': [{ exists: false }],
      },
    ]);
  });

  it('takes what is asked for', () => {
    const [rule] = ruleOf({
      catalogs: 'AWS,Sandbox',
      alertCatalogs: 'AWS,Sandbox',
      alertOn: 'created,accepted,rejected',
    });
    expect(rule?.EventPattern).toMatchObject({
      'detail-type': ['Created', 'Accepted', 'Rejected'].map((name) => `Engagement Invitation ${name}`),
      detail: { catalog: ['AWS', 'Sandbox'] },
    });
  });

  it.each([{ expiryAlerts: 'false' }, { catalogs: '' }, { catalogs: 'Sandbox' }, { participantRoles: 'SENDER' }])(
    'does not exist with %j',
    (context) => {
      expect(ruleOf(context)).toEqual([]);
    },
  );

  it('has the function called, for two hours at most, and keeps what it could not hand over', () => {
    const rule = propertiesOf(template, 'AWS::Events::Rule', 'Alerts')[0];
    expect(rule?.Targets).toEqual([
      {
        Arn: { 'Fn::GetAtt': [FUNCTION, 'Arn'] },
        Id: 'Target0',
        DeadLetterConfig: { Arn: QUEUE },
        RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 7200 },
      },
    ]);
  });
});

describe('the function of the alerts', () => {
  it('knows where to write, in which zone, and whether to ask for details', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          ALERT_TOPIC_ARN: MAIL,
          CHAT_TOPIC_ARN: CHAT,
          TIME_ZONE: 'Europe/Berlin',
          DETAILS: 'true',
          SCOPES: '["invitations/AWS/RECEIVER"]',
        },
      },
    });
  });

  it('is tried again where it fails, and what it gives up is kept', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: FUNCTION },
      MaximumEventAgeInSeconds: 7200,
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: QUEUE } },
    });
    template.hasOutput('AlertFunctionName', { Value: { Ref: FUNCTION } });
  });

  const actionsWith = (context: Record<string, string>) =>
    JSON.stringify(propertiesOf(synthesize(context), 'AWS::IAM::Policy', 'Alerts')).match(/"[a-z]+:[A-Z]\w+"/g) ?? [];

  it('may remember what it sent, and publish; the rest only where a setting needs it', () => {
    const usual = ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
    const others = [
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'sns:Publish',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
    ];
    const all = [...usual, ...others, 'sqs:SendMessage'].map((action) => `"${action}"`);
    expect(
      actionsWith({})
        .filter((action) => !action.includes('dynamodb:LeadingKeys'))
        .sort(),
    ).toEqual(all);
    expect(actionsWith({ alertDetails: 'true' }).join()).toContain('partnercentral:GetEngagementInvitation');
    expect(actionsWith({ alertDigest: 'daily' }).join()).toContain('dynamodb:Query');
  });
});

describe('the digest', () => {
  it('is due on Mondays at an hour of the zone, and told how far to look back', () => {
    const [schedule] = propertiesOf(template, 'AWS::Scheduler::Schedule', 'Digest') as [
      { ScheduleExpression: string; ScheduleExpressionTimezone: string; Target: { Input: string } },
    ];
    expect(schedule.ScheduleExpression).toBe('cron(0 7 ? * MON *)');
    expect(schedule.ScheduleExpressionTimezone).toBe('Europe/Berlin');
    expect(JSON.parse(schedule.Target.Input)).toEqual({ digest: { at: '<aws.scheduler.scheduled-time>', days: 7 } });
  });

  it('is due every day, or not at all', () => {
    synthesize({ alertDigest: 'daily' }).hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(0 8 * * ? *)',
      ScheduleExpressionTimezone: 'UTC',
    });
    expect(propertiesOf(synthesize(), 'AWS::Scheduler::Schedule', 'Digest')).toEqual([]);
  });
});

describe('the topics', () => {
  const statementsOf = (topic: object | undefined) =>
    propertiesOf(template, 'AWS::SNS::TopicPolicy')
      .filter(({ Topics }) => JSON.stringify(Topics) === JSON.stringify([topic]))
      .flatMap(({ PolicyDocument }) => (PolicyDocument as { Statement: unknown[] }).Statement);

  it('have two audiences: those who answer, and those who run this', () => {
    for (const [Endpoint, TopicArn] of [
      ['sales@example.com', MAIL],
      ['platform@example.com', ALARMS],
    ] as const)
      template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint, TopicArn });
    template.hasOutput('AlertTopicArn', { Value: MAIL });
    template.hasOutput('AlarmTopicArn', { Value: ALARMS });
    template.hasOutput('ChatTopicArn', { Value: CHAT });
  });

  it('for people are encrypted by a key of AWS, the one for alarms not at all, and no key is paid for', () => {
    template.resourceCountIs('AWS::KMS::Key', 0);
    const keys = Object.fromEntries(
      Object.entries(template.findResources('AWS::SNS::Topic')).map(([id, { Properties }]) => [
        id,
        Properties?.KmsMasterKeyId,
      ]),
    );
    // Not by an ARN: AWS would not create the key in an account that has never used it.
    const awsKey = 'alias/aws/sns';
    expect(keys).toEqual({
      [String(MAIL?.Ref)]: awsKey,
      [String(CHAT?.Ref)]: awsKey,
      [String(ALARMS?.Ref)]: undefined,
    });
  });

  it('are all encrypted by the key of the setting', () => {
    const encryptionKeyArn = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const withKey = synthesize({ encryptionKeyArn, alertChat: 'true' });
    withKey.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: encryptionKeyArn });
  });

  it.each([MAIL, CHAT, ALARMS])('take messages by TLS only', (topic) => {
    expect(statementsOf(topic)).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  it('let alarms of this account through', () => {
    expect(statementsOf(ALARMS)).toContainEqual(
      expect.objectContaining({
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    );
  });
});

describe('alarms that reach nobody', () => {
  const stackWith = (props: (stack: Stack) => object) => {
    const stack = new Stack(new App({ context: CDK_CONTEXT }), 'Stack');
    new EngagementSync(stack, 'Sync', props(stack));
    return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('alarms of this stack reach nobody'));
  };

  it('are warned of', () => {
    expect(stackWith(() => ({}))).toHaveLength(1);
    expect(stackWith(() => ({ alarmEmails: ['platform@example.com'] }))).toEqual([]);
    expect(stackWith((stack) => ({ alarmTopic: new Topic(stack, 'OnCall') }))).toEqual([]);
  });
});
