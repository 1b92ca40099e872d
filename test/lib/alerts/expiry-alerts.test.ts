import { describe, expect, it } from 'vitest';
import { synthesize } from '../synthesize.ts';

interface AlertRule {
  EventPattern: Record<string, unknown>;
  Targets: {
    Arn: { Ref: string };
    DeadLetterConfig: unknown;
    RetryPolicy: unknown;
    InputTransformer: { InputPathsMap: Record<string, string>; InputTemplate: string };
  }[];
}

const rulesOf = (context: Record<string, unknown>) =>
  Object.values(synthesize({ nativeWakeUp: 'false', ...context }).findResources('AWS::Events::Rule')).map(
    ({ Properties }) => Properties as AlertRule,
  );

const template = synthesize({ alertEmails: 'sales@example.com', alertChat: 'true', expiryThresholds: 'P1D' });
const [rule] = Object.values(template.findResources('AWS::Events::Rule')).map(
  ({ Properties }) => Properties as AlertRule,
);
const [mail, chat] = rule?.Targets ?? [];

/** What EventBridge makes of the template, where it finds all fields. */
const written = ({ InputTransformer: { InputPathsMap, InputTemplate } } = mail as NonNullable<typeof mail>) =>
  Object.entries(InputPathsMap).reduce(
    (text, [name, path]) => text.replaceAll(`<${name}>`, `‹${path.split('.').at(-1)}›`),
    InputTemplate,
  );

describe('the alert', () => {
  it('is about invitations to this account of the catalog AWS, once a threshold, and never about replays', () => {
    expect(rulesOf({ catalogs: 'AWS,Sandbox' }).map(({ EventPattern }) => EventPattern)).toEqual(
      ['P3D', 'P1D', 'PT4H'].map((threshold) => ({
        source: ['engagement-sync'],
        'detail-type': ['Engagement Invitation Expiring'],
        detail: {
          catalog: ['AWS'],
          engagementInvitation: { participantType: ['Receiver'] },
          expiry: { threshold: [threshold] },
        },
        'replay-name': [{ exists: false }],
      })),
    );
  });

  it('is about Sandbox too if that is asked for', () => {
    const [{ EventPattern }] = rulesOf({ catalogs: 'AWS,Sandbox', alertCatalogs: 'AWS,Sandbox' }) as [AlertRule];
    expect(EventPattern.detail).toMatchObject({ catalog: ['AWS', 'Sandbox'] });
  });

  it.each([
    { expiryAlerts: 'false' },
    { catalogs: '' },
    { catalogs: 'Sandbox' },
    { participantRoles: 'SENDER' },
    { expiryThresholds: '' },
  ])('does not exist with %j', (context) => {
    expect(rulesOf(context)).toEqual([]);
  });

  it('is written for a person', () => {
    expect(written().split('\n')).toEqual([
      '"An invitation to your company in AWS Partner Central expires in less than 1 day, unanswered."',
      '"Invited by: ‹senderCompanyName› (‹senderAccountId›)"',
      '"Title: ‹engagementTitle›"',
      '"Expires: ‹expirationDate› (UTC), in less than 1 day"',
      '"What to do: sign in to Partner Central, find the invitation, and accept or reject it. After it has expired, nobody can."',
      '"Partner Central: https://console.aws.amazon.com/partnercentral/"',
      '"Invitation: ‹id›, ‹payloadType›, catalog ‹catalog›"',
    ]);
  });

  it('is a custom notification of Amazon Q Developer for chat, with what people have typed quoted by EventBridge', () => {
    expect(JSON.parse(written(chat).replace(/([:,[])(‹\w+›)/g, '$1"unquoted $2"'))).toEqual({
      version: '1.0',
      source: 'custom',
      id: 'unquoted ‹eventId›',
      content: {
        textType: 'client-markdown',
        title: ':hourglass: Invitation expires in less than 1 day, unanswered',
        description: 'unquoted ‹engagementTitle›',
        nextSteps: [
          'Accept or reject invitation ‹id› before ‹expirationDate› (UTC). After that, nobody can.',
          'Partner Central: https://console.aws.amazon.com/partnercentral/',
        ],
        keywords: ['unquoted ‹senderCompanyName›', 'unquoted ‹payloadType›', 'unquoted ‹catalog›'],
      },
      metadata: {
        threadId: 'unquoted ‹id›',
        summary: 'Invitation expires in less than 1 day',
        eventType: 'Engagement Invitation Expiring',
      },
    });
  });

  it('keeps within the limits of input transformers', () => {
    for (const { InputTransformer } of [mail, chat] as AlertRule['Targets']) {
      expect(InputTransformer.InputTemplate.length).toBeLessThanOrEqual(8192);
      expect(Object.keys(InputTransformer.InputPathsMap).length).toBeLessThanOrEqual(100);
    }
  });

  it('that cannot be delivered is tried for two hours, and then kept', () => {
    for (const target of [mail, chat]) {
      expect(target).toMatchObject({
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringContaining('ExpiryAlertsDeadLetterQueue'), 'Arn'] } },
        RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 7200 },
      });
    }
  });
});

describe('the topics', () => {
  it('are one for mail and alarms, and one for chat', () => {
    expect(mail?.Arn.Ref).toMatch(/^SyncAlertTopic/);
    expect(chat?.Arn.Ref).toMatch(/^SyncExpiryAlertsChatTopic/);
    template.hasOutput('AlertTopicArn', { Value: mail?.Arn });
    template.hasOutput('ChatTopicArn', { Value: chat?.Arn });
    synthesize().resourceCountIs('AWS::SNS::Topic', 1);
  });

  it('are encrypted with a key that EventBridge and alarms may use', () => {
    const [[key, { Properties }]] = Object.entries(template.findResources('AWS::KMS::Key')) as [
      [string, { Properties: { KeyPolicy: { Statement: unknown[] } } }],
    ];
    template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: { 'Fn::GetAtt': [key, 'Arn'] } });
    expect(Properties.KeyPolicy.Statement).toContainEqual(
      expect.objectContaining({ Principal: { Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com'] } }),
    );
  });

  it.each([mail, chat])('take messages by TLS only, from EventBridge and from alarms of this account', (target) => {
    const policies = Object.values(template.findResources('AWS::SNS::TopicPolicy'));
    const policy = policies.find(({ Properties }) => JSON.stringify(Properties.Topics).includes(`${target?.Arn.Ref}`));
    expect(policy?.Properties.PolicyDocument.Statement).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        expect.objectContaining({
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        }),
        expect.objectContaining({ Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish' }),
      ]),
    );
  });

  it('send mail to the addresses of the setting', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'sales@example.com',
      TopicArn: mail?.Arn,
    });
  });
});
