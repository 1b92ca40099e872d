import { describe, expect, it } from 'vitest';
import { ATTENTION_INDEX } from '../../lambda/core/contract.ts';
import { synthesize } from './synthesize.ts';

const template = synthesize();
const idOf = (type: string) => Object.keys(template.findResources(type))[0] ?? `no ${type}`;
const TABLE = idOf('AWS::DynamoDB::Table');
const EVENT_BUS = idOf('AWS::Events::EventBus');
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

describe('the stack', () => {
  it('belongs to no account and no region', () => {
    const json = JSON.stringify(template.toJSON());
    // Not within the hash of an asset.
    expect(json).not.toMatch(/(?<![0-9a-f])\d{12}(?![0-9a-f])/);
    expect(json).toContain('"Ref":"AWS::Region"');
  });

  it('consists of these resources and no others', () => {
    const types = Object.values<{ Type: string }>(template.toJSON().Resources).map(({ Type }) => Type);
    const counts = Object.fromEntries(
      [...new Set(types)].sort().map((type) => [type, types.filter((other) => other === type).length]),
    );
    expect(counts).toEqual({
      'AWS::CloudWatch::Alarm': 9,
      'AWS::CloudWatch::Dashboard': 1,
      'AWS::DynamoDB::Table': 1,
      'AWS::EventSchemas::Registry': 1,
      'AWS::EventSchemas::Schema': 10,
      'AWS::Events::Archive': 1,
      'AWS::Events::EventBus': 1,
      'AWS::Events::Rule': 3,
      'AWS::IAM::Policy': 5,
      'AWS::IAM::Role': 5,
      'AWS::Lambda::EventInvokeConfig': 3,
      'AWS::Lambda::EventSourceMapping': 1,
      'AWS::Lambda::Function': 3,
      'AWS::Lambda::Permission': 1,
      'AWS::Logs::LogGroup': 3,
      'AWS::SNS::Topic': 2,
      'AWS::SNS::TopicPolicy': 2,
      'AWS::SQS::Queue': 3,
      'AWS::SQS::QueuePolicy': 3,
      'AWS::SSM::Parameter': 2,
      'AWS::Scheduler::Schedule': 3,
    });
  });

  it('tells where the events and the snapshots are', () => {
    template.hasOutput('EventBusName', { Value: { Ref: EVENT_BUS } });
    template.hasOutput('EventBusArn', { Value: arnOf(EVENT_BUS) });
    template.hasOutput('TableName', { Value: { Ref: TABLE } });
  });

  it('publishes in the Parameter Store what rules in other stacks need', () => {
    const parameters = template.findResources('AWS::SSM::Parameter');
    expect(Object.values(parameters).map(({ Properties: { Name, Value } }) => [Name, Value])).toEqual([
      ['/engagement-sync/event-bus-arn', arnOf(EVENT_BUS)],
      ['/engagement-sync/event-source', 'engagement-sync'],
    ]);
  });

  it('creates no bus where it is given one', () => {
    const template = synthesize({ eventBusName: 'partner-events' });
    template.resourceCountIs('AWS::Events::EventBus', 0);
    for (const handler of ['Invitations', 'ContactEngagements']) {
      const [{ Properties }] = Object.entries(template.findResources('AWS::Lambda::Function'))
        .filter(([id]) => id.startsWith(`Sync${handler}`))
        .map(([, resource]) => resource) as [{ Properties: object }];
      expect(Properties).toMatchObject({ Environment: { Variables: { EVENT_BUS_NAME: 'partner-events' } } });
    }
    template.hasOutput('EventBusName', { Value: 'partner-events' });
  });

  it.each([
    ['catalogs', 'ContactEngagements'],
    ['contactEngagementRegions', 'Invitations'],
  ])('has one function that syncs when %s is empty', (setting, remaining) => {
    const functions = synthesize({ [setting]: '' }).findResources('AWS::Lambda::Function');
    const ofSources = Object.keys(functions).filter((id) => !id.includes('Alerts'));
    expect(ofSources).toEqual([expect.stringMatching(`^Sync${remaining}[0-9A-F]{8}$`)]);
  });
});

describe('the table', () => {
  it('is billed by request, can be restored to any point in time and outlives the stack', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
          { AttributeName: 'attention', AttributeType: 'S' },
        ],
      },
    });
  });

  it('has the index by which the functions find what wants a look, with all that is stored', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      LocalSecondaryIndexes: [
        {
          IndexName: ATTENTION_INDEX,
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'attention', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
  });

  it('goes with the stack if it is told to', () => {
    synthesize({ removalPolicy: 'destroy' }).hasResource('AWS::DynamoDB::Table', { DeletionPolicy: 'Delete' });
  });
});

describe('the archive', () => {
  it('keeps the changes for 30 days, and not that nothing changed', () => {
    template.hasResourceProperties('AWS::Events::Archive', {
      SourceArn: arnOf(EVENT_BUS),
      RetentionDays: 30,
      EventPattern: { source: ['engagement-sync'], 'detail-type': [{ 'anything-but': ['Sync Completed'] }] },
    });
  });

  it('keeps them as long as is set, or not at all', () => {
    synthesize({ archiveRetention: 'P7D' }).hasResourceProperties('AWS::Events::Archive', { RetentionDays: 7 });
    synthesize({ archiveRetention: '' }).resourceCountIs('AWS::Events::Archive', 0);
  });
});

describe('the dead-letter queue', () => {
  it('is encrypted and keeps its messages for 14 days', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 1_209_600,
    });
  });

  it('refuses plain HTTP, as every queue does', () => {
    const queues = Object.keys(template.findResources('AWS::SQS::Queue'));
    const policies = Object.values(template.findResources('AWS::SQS::QueuePolicy')).map(({ Properties }) => Properties);
    for (const queue of queues) {
      const policy = policies.find(({ Queues }) => Queues[0].Ref === queue);
      expect(policy?.PolicyDocument.Statement).toContainEqual({
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'sqs:*',
        Resource: arnOf(queue),
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      });
    }
  });
});
