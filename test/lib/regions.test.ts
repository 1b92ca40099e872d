import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { EngagementSync, type EngagementSyncProps } from '../../lib/index.ts';
import { CDK_CONTEXT } from './synthesize.ts';

const newApp = () => new App({ context: CDK_CONTEXT });
function stackIn(region: string | undefined, props: EngagementSyncProps = {}, app = newApp()) {
  const stack = new Stack(app, `Stack${app.node.children.length}`, region ? { env: { region } } : {});
  new EngagementSync(stack, 'Sync', { alarmEmails: ['platform@example.com'], ...props });
  return stack;
}
const warningsOf = (stack: Stack) =>
  Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .map(({ entry }) => String(entry.data));
const noWakeUp = { invitations: { nativeWakeUp: false } };

describe('a region without a schema registry', () => {
  it.each(['il-central-1', 'ca-west-1', 'mx-central-1', 'ap-southeast-7'])(
    'goes without, and says so: %s',
    (region) => {
      const stack = stackIn(region, noWakeUp);
      expect(warningsOf(stack)).toEqual([expect.stringContaining(`${region} has no EventBridge schema registry`)]);
      Template.fromStack(stack).resourceCountIs('AWS::EventSchemas::Registry', 0);
      expect(warningsOf(stackIn(region, { ...noWakeUp, schemaRegistry: false }))).toEqual([]);
    },
  );

  it.each(['us-east-1', 'eu-central-1', undefined])('is none of these: %s', (region) => {
    const stack = stackIn(region, noWakeUp);
    expect(warningsOf(stack)).toEqual([]);
    Template.fromStack(stack).resourceCountIs('AWS::EventSchemas::Registry', 1);
  });
});

describe('another partition', () => {
  it.each(['us-gov-west-1', 'cn-north-1'])('has no Partner Central: %s', (region) => {
    expect(() => stackIn(region)).toThrow(`EngagementSync "invitations": must be false in ${region}`);
    const alone = { invitations: false, engagements: { regions: [region] } } as const;
    Template.fromStack(stackIn(region, alone)).resourceCountIs('AWS::Scheduler::Schedule', 1);
  });

  it('is not reached from here', () => {
    expect(() => stackIn('us-east-1', { engagements: { regions: ['us-east-1', 'cn-north-1'] } })).toThrow(
      '"engagements.regions": must be in the partition of the stack, which is aws, got cn-north-1',
    );
  });
});

describe('a threshold that is shorter than the rate', () => {
  it('is warned of, since its warning may come when the invitation has expired', () => {
    const rate = { invitations: { ...noWakeUp.invitations, rate: Duration.hours(6) } };
    expect(warningsOf(stackIn('us-east-1', rate))).toEqual([
      expect.stringMatching(/a threshold should not be shorter than the rate, which is 6 hours, got PT4H\./),
    ]);
    const thresholds = { ...rate.invitations, expiryThresholds: [Duration.hours(6)] };
    expect(warningsOf(stackIn('us-east-1', { invitations: thresholds }))).toEqual([]);
  });
});

describe('two with the same parameterPath', () => {
  it('are refused in one account and region, and say who has it', () => {
    const app = newApp();
    stackIn(undefined, {}, app);
    expect(() => stackIn(undefined, {}, app)).toThrow(
      '"parameterPath": must be another one for each EngagementSync of an account and region, and Stack0/Sync has it already',
    );
    stackIn(undefined, { parameterPath: '/other' }, app);
    stackIn('eu-west-1', noWakeUp, app);
  });
});
