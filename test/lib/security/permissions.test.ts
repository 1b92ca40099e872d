import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { synthesize } from '../synthesize.ts';

interface Role {
  Properties: { ManagedPolicyArns?: unknown[]; Policies?: unknown[]; AssumeRolePolicyDocument: unknown };
}
interface Policy {
  Properties: { Roles: { Ref: string }[]; PolicyDocument: unknown };
}

/** Everything that the function of a source may do: its role, and every policy attached to it. */
function permissionsOf(source: string, template: Template) {
  const [, { Properties }] = only(template, 'AWS::Lambda::Function', source);
  const [roleId] = Properties.Role['Fn::GetAtt'];
  const policies = Object.values(template.findResources('AWS::IAM::Policy') as Record<string, Policy>)
    .filter(({ Properties: { Roles } }) => Roles.some(({ Ref }) => Ref === roleId))
    .map(({ Properties: { PolicyDocument } }) => PolicyDocument);
  return { role: (template.findResources('AWS::IAM::Role') as Record<string, Role>)[roleId], policies };
}

function only(template: Template, type: string, part = '') {
  const [found, ...others] = Object.entries(template.findResources(type)).filter(([id]) => id.includes(part));
  if (!found || others.length > 0) throw new Error(`not exactly one ${type} ${part}`);
  return found;
}

const arnOf = ([id]: [string, unknown]) => ({ 'Fn::GetAtt': [id, 'Arn'] });

describe.each([
  [
    'Invitations',
    ['AWS/RECEIVER', 'AWS/SENDER', 'Sandbox/RECEIVER', 'Sandbox/SENDER'].map((list) => `invitations/${list}`),
    {
      Effect: 'Allow',
      Action: 'partnercentral:ListEngagementInvitations',
      Resource: '*',
      Condition: { StringEquals: { 'partnercentral:Catalog': ['AWS', 'Sandbox'] } },
    },
  ],
  [
    'ContactEngagements',
    ['contact-engagements/eu-west-1', 'contact-engagements/us-east-1'],
    {
      Effect: 'Allow',
      Action: 'ssm-contacts:ListEngagements',
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } },
    },
  ],
])('the function of %s', (source, scopes, listing) => {
  const template = synthesize({
    catalogs: 'AWS,Sandbox',
    contactEngagementRegions: 'eu-west-1,us-east-1',
    eventSource: 'com.example',
    nativeWakeUp: 'false',
  });
  const { role, policies } = permissionsOf(source, template);
  const table = only(template, 'AWS::DynamoDB::Table');

  it('may write its log, keep the snapshots of its scopes, publish under its source and list; nothing else', () => {
    expect(policies).toEqual([
      {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: arnOf(only(template, 'AWS::Logs::LogGroup', source)),
          },
          {
            Effect: 'Allow',
            Action: [
              'dynamodb:BatchGetItem',
              'dynamodb:BatchWriteItem',
              'dynamodb:GetItem',
              'dynamodb:PutItem',
              'dynamodb:UpdateItem',
            ],
            Resource: arnOf(table),
            Condition: {
              'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': scopes },
              Null: { 'dynamodb:LeadingKeys': 'false' },
            },
          },
          {
            Effect: 'Allow',
            Action: 'dynamodb:Query',
            Resource: { 'Fn::Join': ['', [arnOf(table), '/index/attention']] },
            Condition: {
              'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': scopes },
              Null: { 'dynamodb:LeadingKeys': 'false' },
            },
          },
          {
            Effect: 'Allow',
            Action: 'events:PutEvents',
            Resource: arnOf(only(template, 'AWS::Events::EventBus')),
            Condition: {
              'ForAllValues:StringEquals': { 'events:source': ['com.example'] },
              Null: { 'events:source': 'false' },
            },
          },
          listing,
        ],
      },
    ]);
  });

  it('has no managed or inline policies besides, and only Lambda takes its role', () => {
    expect(role?.Properties).toEqual({
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
      },
    });
  });
});

it('the function of Invitations may empty the queue of wake-ups besides', () => {
  const template = synthesize();
  const [queueId] = only(template, 'AWS::SQS::Queue', 'NativeWakeUp');
  const statements = permissionsOf('Invitations', template).policies.flatMap(
    (document) => (document as { Statement: { Resource: unknown; Action: unknown }[] }).Statement,
  );
  expect(statements.filter(({ Resource }) => JSON.stringify(Resource).includes(queueId))).toMatchObject([
    {
      Action: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
    },
  ]);
});
