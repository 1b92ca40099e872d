import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { describe, expect, it } from 'vitest';
import { EngagementSync } from '../../../lib/index.ts';
import { CDK_CONTEXT, synthesize } from '../synthesize.ts';

const newStack = () => new Stack(new App({ context: CDK_CONTEXT }), 'Stack');
const stack = newStack();
const key = new Key(stack, 'Key');
new EngagementSync(stack, 'Sync', { encryptionKey: key });
const template = Template.fromStack(stack);
const KEY = stack.resolve(key.keyArn);

describe('a key', () => {
  it.each([
    ['AWS::DynamoDB::Table', { SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY } }],
    ['AWS::Events::EventBus', { KmsKeyIdentifier: KEY }],
    ['AWS::Events::Archive', { KmsKeyIdentifier: KEY }],
    ['AWS::Logs::LogGroup', { KmsKeyId: KEY }],
  ])('encrypts each %s', (type, properties) => {
    template.allResourcesProperties(type, properties);
  });

  it('encrypts each queue but that of the bus, which gets what the key could not decrypt', () => {
    const queues = Object.entries(template.findResources('AWS::SQS::Queue'));
    const without = queues.filter(([, { Properties }]) => Properties.KmsMasterKeyId === undefined);
    expect(without).toEqual([[expect.stringContaining('BusDeadLetterQueue'), expect.anything()]]);
    const queue = { 'Fn::GetAtt': [without[0]?.[0], 'Arn'] };
    template.hasResourceProperties('AWS::Events::EventBus', { DeadLetterConfig: { Arn: queue } });
    expect(queues).toHaveLength(4);
  });

  it('may be used by the services that write in their own name', () => {
    const [{ Properties }] = Object.values(template.findResources('AWS::KMS::Key')) as [
      { Properties: { KeyPolicy: { Statement: unknown[] } } },
    ];
    expect(Properties.KeyPolicy.Statement).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
          Principal: { Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com'] },
        }),
        expect.objectContaining({
          Principal: { Service: { 'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.amazonaws.com']] } },
        }),
      ]),
    );
  });

  it('may be used by the functions, and by the schedules that fill the queue', () => {
    const policies = Object.values(template.findResources('AWS::IAM::Policy'));
    expect(policies).toHaveLength(5);
    for (const { Properties } of policies) {
      expect(Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({
          Action: expect.arrayContaining(['kms:Decrypt', 'kms:GenerateDataKey']),
          Resource: KEY,
        }),
      );
    }
  });

  it('of the stack is imported by its ARN', () => {
    const encryptionKeyArn = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    synthesize({ encryptionKeyArn }).hasResourceProperties('AWS::SQS::Queue', { KmsMasterKeyId: encryptionKeyArn });
  });

  it('does not encrypt the archive of a bus that is not ours', () => {
    const other = newStack();
    const eventBus = EventBus.fromEventBusName(other, 'Bus', 'partner-events');
    new EngagementSync(other, 'Sync', { encryptionKey: new Key(other, 'Key'), eventBus });
    const [archive] = Object.values(Template.fromStack(other).findResources('AWS::Events::Archive'));
    expect(archive?.Properties.KmsKeyIdentifier).toBe('');
  });
});

it('without a key, nothing needs one that costs money', () => {
  const json = JSON.stringify(synthesize().findResources('AWS::DynamoDB::Table'));
  expect(json).not.toContain('SSESpecification');
});
