import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { EngagementSync } from '../../../lib/engagement-sync.ts';
import { CDK_CONTEXT, synthesize } from '../synthesize.ts';

interface Rule {
  Properties: {
    EventPattern: { detail: { catalog: string[]; engagementInvitation: { participantType: unknown[] } } };
    Targets: [{ InputTransformer: { InputTemplate: string } }];
  };
}

const wakeUpRules = (template: Template) =>
  Object.values(template.findResources('AWS::Events::Rule') as Record<string, Rule>)
    .map(({ Properties }) => Properties)
    .filter(({ EventPattern }) => JSON.stringify(EventPattern).includes('aws.partnercentral-selling'));
const mappings = (template: Template) => Object.values(template.findResources('AWS::Lambda::EventSourceMapping'));

function stackIn(region: string, nativeWakeUp?: boolean) {
  const app = new App({ context: CDK_CONTEXT });
  const stack = new Stack(app, 'Stack', { env: { region } });
  new EngagementSync(stack, 'Sync', { invitations: { nativeWakeUp }, alarmEmails: ['platform@example.com'] });
  return stack;
}
const WARNING = "AWS's own invitation events exist in us-east-1 only, and this stack is in eu-west-1";

describe("AWS's own events", () => {
  it('tell the queue which scope to sync, by a rule on the default bus for each catalog and role', () => {
    const rules = wakeUpRules(synthesize({ catalogs: 'AWS,Sandbox', participantRoles: 'RECEIVER' }));
    expect(rules.map(({ EventPattern, Targets }) => [EventPattern.detail, Targets[0].InputTransformer])).toEqual(
      ['AWS', 'Sandbox'].map((catalog) => [
        {
          catalog: [catalog],
          engagementInvitation: {
            id: [{ exists: true }],
            participantType: [{ 'equals-ignore-case': 'Receiver' }, { exists: false }],
          },
        },
        {
          InputPathsMap: { 'detail-engagementInvitation-id': '$.detail.engagementInvitation.id' },
          InputTemplate: `{"scope":"invitations/${catalog}/RECEIVER","invitationId":<detail-engagementInvitation-id>}`,
        },
      ]),
    );
    for (const rule of rules) {
      expect(rule).not.toHaveProperty('EventBusName');
      expect(rule.Targets[0]).toMatchObject({ DeadLetterConfig: expect.any(Object), RetryPolicy: expect.any(Object) });
    }
  });

  it('are collected for a while, so that a burst of them is a few calls of the function', () => {
    expect(mappings(synthesize())).toMatchObject([
      {
        Properties: {
          BatchSize: 10_000,
          MaximumBatchingWindowInSeconds: 20,
          ScalingConfig: { MaximumConcurrency: 2 },
        },
      },
    ]);
  });

  it('are of no concern where they are switched off, or invitations are', () => {
    for (const context of [{ nativeWakeUp: 'false' }, { catalogs: '' }]) {
      const template = synthesize(context);
      expect(wakeUpRules(template)).toEqual([]);
      expect(mappings(template)).toEqual([]);
      template.hasResourceProperties('AWS::Lambda::Function', {
        Environment: { Variables: Match.objectLike({ NATIVE_WAKE_UP: 'false' }) },
      });
    }
  });

  it('exist in us-east-1 only: elsewhere the construct says so, and goes on without', () => {
    const stack = stackIn('eu-west-1');
    Annotations.fromStack(stack).hasWarning('/Stack/Sync', Match.stringLikeRegexp(WARNING));
    expect(stack.node.findAll().filter(({ node }) => node.id === 'NativeWakeUp')).toEqual([]);
  });

  it.each([
    ['eu-west-1', false],
    ['us-east-1', undefined],
  ])('are no reason for a warning in %s with nativeWakeUp %s', (region, nativeWakeUp) => {
    Annotations.fromStack(stackIn(region, nativeWakeUp)).hasNoWarning('*', Match.anyValue());
  });
});
