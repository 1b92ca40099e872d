import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { EngagementSync, type EngagementSyncProps } from '../../../lib/index.ts';
import { ACCOUNT as OWNER, resolved } from '../../support/intrinsic-functions.ts';
import { isAllowed, type SimulatedRequest } from '../../support/policy-simulation.ts';
import { CDK_CONTEXT } from '../synthesize.ts';

const SUBSCRIBER = '444455556666';
const OTHER_SUBSCRIBER = '777788889999';
const STRANGER = '999900001111';
const ORGANIZATION = 'o-a1b2c3d4e5';
const OTHER_ORGANIZATION = 'o-z9y8x7w6v5';
const KEEP_RULES = [
  'DeleteRule',
  'DescribeRule',
  'DisableRule',
  'EnableRule',
  'ListTagsForResource',
  'ListTargetsByRule',
  'PutTargets',
  'RemoveTargets',
  'TagResource',
  'UntagResource',
];

function statementsOf(props: EngagementSyncProps): unknown[] {
  const stack = new Stack(new App({ context: CDK_CONTEXT }), 'Stack');
  new EngagementSync(stack, 'Sync', { eventSource: 'com.example.partner', ...props });
  const template = Template.fromStack(stack);
  const policies = Object.values(template.findResources('AWS::Events::EventBusPolicy'));
  return policies.map(({ Properties }) => resolved(template.toJSON().Resources, Properties.Statement));
}

const ruleOn = (bus: string) => `arn:aws:events:us-east-1:${OWNER}:rule/${bus}/relay`;
const RULE = ruleOn('feed');
const SOURCE = { 'events:source': ['com.example.partner'] };
/** A request that is allowed, with one thing changed in each test. */
const putRule = (by: Pick<SimulatedRequest, 'account' | 'organization'>, context: object = SOURCE) => ({
  ...by,
  action: 'events:PutRule',
  resource: RULE,
  context: { ...context },
});
const keepRule = (by: Pick<SimulatedRequest, 'account' | 'organization'>, action: string, creator = by.account) => ({
  ...by,
  action: `events:${action}`,
  resource: RULE,
  context: { 'events:creatorAccount': creator },
});

describe.each([
  ['allowAccounts', { allowAccounts: [SUBSCRIBER, OTHER_SUBSCRIBER] }, { account: SUBSCRIBER }],
  ['allowOrganization', { allowOrganization: ORGANIZATION }, { account: SUBSCRIBER, organization: ORGANIZATION }],
] as const)('an account of %s', (_, props, subscriber) => {
  const resource = statementsOf(props);
  const may = (request: SimulatedRequest) => isAllowed({ resource }, request);

  it('may make a rule for the events of the feed', async () => {
    expect(await may(putRule(subscriber))).toBe(true);
  });

  it('may change it', async () => {
    expect(await may(putRule(subscriber, { ...SOURCE, 'events:creatorAccount': SUBSCRIBER }))).toBe(true);
  });

  it.each(KEEP_RULES)('may %s of its own rule', async (action) => {
    expect(await may(keepRule(subscriber, action))).toBe(true);
  });

  it('may ask for a rule that is still to be made', async () => {
    expect(await may({ ...subscriber, action: 'events:DescribeRule', resource: RULE })).toBe(true);
  });

  it.each(KEEP_RULES)('may not %s of a rule of another account', async (action) => {
    expect(await may(keepRule(subscriber, action, OTHER_SUBSCRIBER))).toBe(false);
    expect(await may(keepRule(subscriber, action, OWNER))).toBe(false);
  });

  it('may not change a rule of another account', async () => {
    expect(await may(putRule(subscriber, { ...SOURCE, 'events:creatorAccount': OWNER }))).toBe(false);
  });

  it.each([[{ 'events:source': ['aws.ec2'] }], [{ 'events:source': ['com.example.partner', 'aws.ec2'] }], [{}]])(
    'may make no rule with %j',
    async (context) => {
      expect(await may(putRule(subscriber, context))).toBe(false);
    },
  );

  it('may not touch another bus', async () => {
    expect(await may({ ...putRule(subscriber), resource: ruleOn('feed2') })).toBe(false);
    expect(await may({ ...keepRule(subscriber, 'DeleteRule'), resource: ruleOn('other') })).toBe(false);
  });

  it.each(['PutEvents', 'DescribeEventBus', 'DeleteEventBus', 'TagResource'])('may not %s', async (name) => {
    const onBus = { action: `events:${name}`, resource: `arn:aws:events:us-east-1:${OWNER}:event-bus/feed` };
    expect(await may({ ...subscriber, ...onBus })).toBe(false);
  });

  it('needs the consent of its own account, too', async () => {
    expect(await isAllowed({ resource, identity: [] }, putRule(subscriber))).toBe(false);
  });

  it.each([
    ['a stranger', { account: STRANGER }],
    ['a member of another organization', { account: STRANGER, organization: OTHER_ORGANIZATION }],
  ])('is not %s, who may do nothing', async (__, stranger) => {
    expect(await may(putRule(stranger))).toBe(false);
    for (const action of KEEP_RULES) expect(await may(keepRule(stranger, action))).toBe(false);
  });
});

it('a role of the same account gets nothing from it, though its account is in the organization', async () => {
  const resource = statementsOf({ allowOrganization: ORGANIZATION });
  const role = { account: OWNER, organization: ORGANIZATION };
  expect(await isAllowed({ resource, identity: [] }, putRule(role))).toBe(false);
  expect(await isAllowed({ resource, identity: [] }, keepRule(role, 'DeleteRule'))).toBe(false);
});
