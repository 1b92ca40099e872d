import { App, Aws, Stack, type StackProps } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { EngagementSync } from '../../../lib/index.ts';
import { resolved } from '../../support/intrinsic-functions.ts';
import { policyDocumentsIn } from '../../support/policy-documents.ts';
import { isAllowed } from '../../support/policy-simulation.ts';
import { CDK_CONTEXT } from '../synthesize.ts';

const PUBLISHER = '444455556666';
const ARN = `arn:aws:events:us-east-1:${PUBLISHER}:event-bus/partner`;
const HERE = { account: '111122223333', region: 'us-east-1' };

const newStack = (env: StackProps['env'] = {}) => new Stack(new App({ context: CDK_CONTEXT }), 'Stack', { env });

function relayed(arn = ARN, options: { eventSource?: string } = {}, stack = newStack()) {
  const feed = EngagementSync.fromEventBusArn(stack, 'Feed', arn, options);
  feed.onInvitationExpiring('MyRule', { catalogs: ['AWS'] });
  return { feed, stack, template: Template.fromStack(stack) };
}
const onlyIn = (template: Template, type: string, part = '') => {
  const [found, ...others] = Object.entries(template.findResources(type)).filter(([id]) => id.includes(part));
  if (!found || others.length > 0) throw new Error(`not exactly one ${type} ${part}`);
  const [id, { Properties, DependsOn }] = found;
  return { id, arn: { 'Fn::GetAtt': [id, 'Arn'] }, Properties, DependsOn };
};

describe('the feed of another account', () => {
  const { template } = relayed(ARN, { eventSource: 'com.example' });
  const bus = onlyIn(template, 'AWS::Events::EventBus');
  const queue = onlyIn(template, 'AWS::SQS::Queue');
  const role = onlyIn(template, 'AWS::IAM::Role');
  const relay = onlyIn(template, 'AWS::Events::Rule', 'Relay');

  it('has one rule on the bus of that account, for all events of the source, to a bus of this one', () => {
    expect(relay.Properties).toEqual({
      Description: expect.any(String),
      EventBusName: ARN,
      EventPattern: { source: ['com.example'] },
      State: 'ENABLED',
      Targets: [{ Id: expect.any(String), Arn: bus.arn, RoleArn: role.arn, DeadLetterConfig: { Arn: queue.arn } }],
    });
  });

  it('leads the rules of the subscriber from the bus of this account', () => {
    expect(onlyIn(template, 'AWS::Events::Rule', 'MyRule').Properties).toMatchObject({
      EventBusName: { Ref: bus.id },
      EventPattern: { source: ['com.example'], 'detail-type': ['Engagement Invitation Expiring'] },
    });
  });

  it('keeps what does not get on the bus, and lets only the one rule write there', () => {
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Action: 'sqs:SendMessage',
            Effect: 'Allow',
            Condition: { ArnEquals: { 'aws:SourceArn': relay.arn } },
          }),
        ],
      },
    });
  });

  it('copies nothing before it may', () => {
    expect(relay.DependsOn).toContain(onlyIn(template, 'AWS::IAM::Policy').id);
  });

  describe('has a role that', () => {
    const { Resources } = template.toJSON();
    const identity = policyDocumentsIn({ Resources })
      .filter(({ type }) => type === 'AWS::IAM::Policy')
      .flatMap(({ statements }) => resolved(Resources, statements) as unknown[]);
    const own = `arn:aws:events:us-east-1:${HERE.account}:event-bus/feed`;
    const may = (action: string, resource: string) =>
      isAllowed({ identity }, { account: HERE.account, action, resource });

    it('may publish on the bus of this account', async () => {
      expect(await may('events:PutEvents', own)).toBe(true);
    });

    it.each([
      ['events:PutEvents', own.replace('feed', 'other')],
      ['events:PutEvents', ARN],
      ['events:DescribeEventBus', own],
      ['events:DeleteRule', own.replace('event-bus', 'rule')],
      ['sqs:SendMessage', `arn:aws:sqs:us-east-1:${HERE.account}:queue`],
    ])('may not %s of %s', async (action, resource) => {
      expect(await may(action, resource)).toBe(false);
    });

    it('only EventBridge takes', () => {
      expect(role.Properties).toEqual({
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'events.amazonaws.com' } }],
        },
      });
    });
  });

  it('has the source of an EngagementSync by default', () => {
    expect(relayed().feed.eventSource).toBe('engagement-sync');
  });

  it('offers its queue, to be watched', () => {
    const { feed, stack } = relayed();
    expect(stack.resolve(feed.deadLetterQueue.queueArn)).toEqual(
      onlyIn(Template.fromStack(stack), 'AWS::SQS::Queue').arn,
    );
  });
});

describe('the ARN', () => {
  const EXAMPLE = "Example: 'arn:aws:events:us-east-1:111122223333:event-bus/partner-events'";
  it.each<[string, string, StackProps['env']]>([
    [`must be the ARN of an event bus, got "partner". ${EXAMPLE}`, 'partner', {}],
    ['must be the ARN of an event bus, got "arn:', ARN.replace('event-bus', 'rule'), {}],
    ['must be the ARN of an event bus, got "arn:', ARN.replace(PUBLISHER, ''), {}],
    ['must be the ARN of an event bus, got "arn:', `${ARN}/with a blank`, {}],
    [
      'must be in the region of the stack, eu-west-1, because a rule can only be made where the bus is, ' +
        `got "${ARN}". Deploy this stack in us-east-1, and lead the events on from there: ` +
        'feed.onEvent(…, { target: new EventBus(bus) })',
      ARN,
      { region: 'eu-west-1' },
    ],
    [
      `must be of another account than the stack, ${PUBLISHER}, which needs no bus between, got "${ARN}". ` +
        "Example: EngagementSync.fromParameters(this, 'Feed')",
      ARN,
      { account: PUBLISHER },
    ],
  ])('%s', (message, arn, env) => {
    expect(() => relayed(arn, {}, newStack(env))).toThrow(`EngagementSync.fromEventBusArn "eventBusArn": ${message}`);
  });

  it.each<[string, string, StackProps['env']]>([
    ['of another account', ARN, HERE],
    ['of another partition', ARN.replace('arn:aws:', 'arn:aws-cn:').replace('us-east-1', 'cn-north-1'), {}],
    ['that only a deployment tells', `arn:aws:events:${Aws.REGION}:${PUBLISHER}:event-bus/partner`, HERE],
  ])('may be one %s', (_, arn, env) => {
    const { template, stack } = relayed(arn, {}, newStack(env));
    expect(onlyIn(template, 'AWS::Events::Rule', 'Relay').Properties.EventBusName).toEqual(stack.resolve(arn));
  });
});

it('a source that cannot be one is refused', () => {
  expect(() => relayed(ARN, { eventSource: 'my source' })).toThrow(
    'EngagementSync.fromEventBusArn "eventSource": must consist of 1 to 256 letters, digits, dots, hyphens, underscores ' +
      'and slashes, got "my source". Example: eventSource: \'com.example.partner\'',
  );
});
