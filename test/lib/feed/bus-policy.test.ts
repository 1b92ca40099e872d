import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import { describe, expect, it } from 'vitest';
import { EngagementSync, type EngagementSyncProps } from '../../../lib/index.ts';
import { ACCOUNT as OWNER, resolved } from '../../support/intrinsic-functions.ts';
import { CDK_CONTEXT } from '../synthesize.ts';

const SUBSCRIBER = '444455556666';
const STRANGER = '999900001111';
const ORGANIZATION = 'o-a1b2c3d4e5';

const newStack = () => new Stack(new App({ context: CDK_CONTEXT }), 'Stack');
const busOf = (account: string) => `arn:aws:events:us-east-1:${account}:event-bus/partner`;

function policiesOf(props: EngagementSyncProps, stack = newStack()) {
  new EngagementSync(stack, 'Sync', props);
  const template = Template.fromStack(stack);
  const policies = Object.values(template.findResources('AWS::Events::EventBusPolicy'));
  return policies.map(({ Properties }) => resolved(template.toJSON().Resources, Properties) as Record<string, unknown>);
}

describe('the policy of the bus', () => {
  it('lets nobody in by default, or by an empty list', () => {
    expect(policiesOf({})).toEqual([]);
    expect(policiesOf({ allowAccounts: [] })).toEqual([]);
  });

  it.each<[string, (stack: Stack) => IEventBus, string]>([
    ['its name', (stack) => EventBus.fromEventBusName(stack, 'Bus', 'partner'), OWNER],
    // If the account turns out to be another one, nobody gets in where a bus happens to have that name.
    ['its ARN', (stack) => EventBus.fromEventBusArn(stack, 'Bus', busOf(STRANGER)), STRANGER],
  ])('names the bus that was handed in by %s', (_, busIn, account) => {
    const stack = newStack();
    const policies = policiesOf({ eventBus: busIn(stack), allowAccounts: [SUBSCRIBER] }, stack);
    expect(policies).toHaveLength(2);
    for (const policy of policies) {
      expect(policy).toMatchObject({
        EventBusName: 'partner',
        Statement: { Resource: `arn:aws:events:us-east-1:${account}:rule/partner/*` },
      });
    }
  });

  it('has a statement for each id, of a length that EventBridge takes', () => {
    const stack = new Stack(newStack(), 'A-long-name-'.repeat(8));
    const ids = policiesOf({ allowAccounts: [SUBSCRIBER], allowOrganization: ORGANIZATION }, stack).map(
      ({ StatementId }) => StatementId,
    );
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[\w-]{1,64}$/);
  });
});

describe('refuses', () => {
  const onDefault = (stack: Stack) => ({ eventBus: EventBus.fromEventBusName(stack, 'Bus', 'default') });
  const defaultBus =
    'must be left out while "eventBus" is the default bus, whose policy cannot be limited to rules on it. ' +
    'Leave "eventBus" out, or hand in a bus of your own';
  it.each<[string, (stack: Stack) => EngagementSyncProps]>([
    [
      '"allowAccounts": must be an AWS account id, which has 12 digits, as text, got "4444". Example: allowAccounts: [\'444455556666\']',
      () => ({ allowAccounts: [SUBSCRIBER, '4444'] }),
    ],
    [
      '"allowOrganization": must be the id of an AWS organization, got "o-1". Example: allowOrganization: \'o-a1b2c3d4e5\'',
      () => ({ allowOrganization: 'o-1' }),
    ],
    [`"allowAccounts": ${defaultBus}`, (stack) => ({ ...onDefault(stack), allowAccounts: [SUBSCRIBER] })],
    [`"allowOrganization": ${defaultBus}`, (stack) => ({ ...onDefault(stack), allowOrganization: ORGANIZATION })],
  ])('%s', (message, propsOf) => {
    const stack = newStack();
    expect(() => new EngagementSync(stack, 'Sync', propsOf(stack))).toThrow(`EngagementSync ${message}`);
  });
});
