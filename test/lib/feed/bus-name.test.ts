import { App, Aws, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import { describe, expect, it } from 'vitest';
import { busNameFor } from '../../../lib/feed/bus-name.ts';
import { EngagementSync } from '../../../lib/index.ts';
import { CDK_CONTEXT } from '../synthesize.ts';

const OWN = { account: '111122223333', region: 'us-east-1' };
const ARN = 'arn:aws:events:us-east-1:111122223333:event-bus/partner';

const newStack = (env: StackProps['env'] = {}) => new Stack(new App({ context: CDK_CONTEXT }), 'Stack', { env });
const byArn = (stack: Stack, arn: string) => EventBus.fromEventBusArn(stack, 'Bus', arn);

describe('a bus is called', () => {
  it.each<[string, StackProps['env'], (stack: Stack) => EventBus | IEventBus]>([
    ['made in the stack', {}, (stack) => new EventBus(stack, 'Bus', { eventBusName: 'partner' })],
    ['made in the stack of one account', OWN, (stack) => new EventBus(stack, 'Bus', { eventBusName: 'partner' })],
    ['handed in by its name', {}, (stack) => EventBus.fromEventBusName(stack, 'Bus', 'partner')],
    ['handed in by its ARN, of the account and region of the stack', OWN, (stack) => byArn(stack, ARN)],
  ])('by its name when it was %s', (_, env, busOf) => {
    const stack = newStack(env);
    const bus = busOf(stack);
    expect(stack.resolve(busNameFor(stack, bus))).toEqual(stack.resolve(bus.eventBusName));
  });

  it.each<[string, StackProps['env'], string]>([
    ['the stack is for any account', {}, ARN],
    ['the stack is for any account of its region', { region: OWN.region }, ARN],
    ['the stack is for any region of its account', { account: OWN.account }, ARN],
    ['the bus is of another account', OWN, ARN.replace(OWN.account, '444455556666')],
    ['the bus is of another region', OWN, ARN.replace(OWN.region, 'eu-west-1')],
    [
      'only a deployment tells the account of the bus',
      OWN,
      `arn:aws:events:us-east-1:${Aws.ACCOUNT_ID}:event-bus/partner`,
    ],
  ])('by its ARN when %s', (_, env, arn) => {
    const stack = newStack(env);
    expect(busNameFor(stack, byArn(stack, arn))).toBe(arn);
  });
});

it('the functions of a stack for any account publish on the bus of the ARN, not on one of that name in their account', () => {
  const stack = newStack();
  new EngagementSync(stack, 'Sync', { eventBus: byArn(stack, ARN) });
  const functions = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
  const buses = functions.flatMap(({ Properties }) => Properties.Environment.Variables.EVENT_BUS_NAME ?? []);
  expect(buses).toEqual([ARN, ARN]);
});
