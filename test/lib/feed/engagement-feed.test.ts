import { App, Aws, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import {
  EngagementSync,
  type EngagementSyncProps,
  type IEngagementFeed,
  type OnFeedEventOptions,
} from '../../../lib/index.ts';
import { CDK_CONTEXT } from '../synthesize.ts';

const newStack = () => new Stack(new App({ context: CDK_CONTEXT }), 'Stack');
const newSync = (props: EngagementSyncProps = {}) => new EngagementSync(newStack(), 'Sync', props);

/** The rules that users make, not those of the construct itself. */
const rulesOf = (feed: IEngagementFeed) =>
  Object.entries(Template.fromStack(Stack.of(feed)).findResources('AWS::Events::Rule'))
    .filter(([id]) => id.includes('My'))
    .map(([, { Properties }]) => Properties);
const patternOf = (feed: IEngagementFeed) => rulesOf(feed)[0]?.EventPattern;

describe('a rule', () => {
  it.each([
    ['onInvitationCreated', 'Engagement Invitation Created'],
    ['onInvitationAccepted', 'Engagement Invitation Accepted'],
    ['onInvitationRejected', 'Engagement Invitation Rejected'],
    ['onInvitationExpired', 'Engagement Invitation Expired'],
    ['onInvitationExpiring', 'Engagement Invitation Expiring'],
    ['onInvitationStatusChanged', 'Engagement Invitation Status Changed'],
    ['onInvitationUpdated', 'Engagement Invitation Updated'],
    ['onEngagementStarted', 'Contact Engagement Started'],
    ['onEngagementStopped', 'Contact Engagement Stopped'],
    ['onSyncCompleted', 'Sync Completed'],
  ] as const)('of %s waits for "%s"', (method, detailType) => {
    const sync = newSync({ eventSource: 'com.example' });
    sync[method]('MyRule');
    expect(patternOf(sync)).toEqual({ source: ['com.example'], 'detail-type': [detailType] });
  });

  it('of onEvent waits for all, on the bus that was brought along', () => {
    const stack = newStack();
    const eventBus = new EventBus(stack, 'Bus');
    const sync = new EngagementSync(stack, 'Sync', { eventBus });
    sync.onEvent('MyRule');
    expect(rulesOf(sync)).toEqual([
      {
        EventBusName: stack.resolve(eventBus.eventBusName),
        EventPattern: { source: ['engagement-sync'] },
        State: 'ENABLED',
      },
    ]);
  });

  it('takes the filters, and what CDK takes besides', () => {
    const sync = newSync();
    sync.onInvitationExpiring('MyRule', {
      catalogs: ['AWS'],
      participantRoles: ['RECEIVER'],
      payloadTypes: ['OpportunityInvitation'],
      thresholds: [Duration.hours(24)],
      ruleName: 'expiring',
      description: 'To the sales team',
      eventPattern: { detail: { metadata: { baseline: [false] } } },
      target: new SqsQueue(new Queue(Stack.of(sync), 'Queue')),
    });
    expect(rulesOf(sync)).toEqual([
      expect.objectContaining({
        Name: 'expiring',
        Description: 'To the sales team',
        EventPattern: {
          source: ['engagement-sync'],
          'detail-type': ['Engagement Invitation Expiring'],
          detail: {
            metadata: { baseline: [false] },
            catalog: ['AWS'],
            engagementInvitation: { participantType: ['Receiver'], payloadType: ['OpportunityInvitation'] },
            expiry: { threshold: ['P1D'] },
          },
        },
        Targets: [expect.objectContaining({ Arn: { 'Fn::GetAtt': [expect.stringMatching('^Queue'), 'Arn'] } })],
      }),
    ]);
  });
});

describe('a rule that would never match is refused', () => {
  const only = { invitations: { catalogs: ['AWS'], participantRoles: ['SENDER'] } } as const;
  it.each<[string, EngagementSyncProps, (sync: EngagementSync) => unknown]>([
    [
      'the filter "catalogs" must name what is synced, which is AWS, got Sandbox. Example: AWS',
      only,
      (sync) => sync.onInvitationCreated('R', { catalogs: ['Sandbox'] }),
    ],
    [
      'the filter "participantRoles" must name what is synced, which is SENDER, got RECEIVER. Example: SENDER',
      only,
      (sync) => sync.onEvent('R', { participantRoles: ['RECEIVER'] }),
    ],
    [
      'the filter "thresholds" must name what is synced, which is P3D, P1D, PT4H, got PT8H. Example: P3D',
      {},
      (sync) => sync.onInvitationExpiring('R', { thresholds: [Duration.hours(8)] }),
    ],
    [
      'no event has the fields of both "catalogs" and "incidentIds". Example: a rule for each',
      {},
      (sync) => sync.onEvent('R', { catalogs: ['AWS'], incidentIds: ['1'] }),
    ],
    [
      'the filter "regions" must name what is synced, which is us-east-1, got eu-west-1. Example: us-east-1',
      { engagements: { regions: ['us-east-1'] } },
      (sync) => sync.onEngagementStarted('R', { regions: ['eu-west-1'] }),
    ],
    [
      'these events have the status ACCEPTED only, got "statuses" PENDING. Example: leave it out',
      {},
      (sync) => sync.onInvitationAccepted('R', { statuses: ['PENDING'] }),
    ],
    [
      '"invitations" is false. Example: invitations: { catalogs: [\'AWS\'] }',
      { invitations: false },
      (sync) => sync.onInvitationAccepted('R'),
    ],
    [
      '"invitations.expiryThresholds" is empty. Example: expiryThresholds: [Duration.days(1)]',
      { invitations: { expiryThresholds: [] } },
      (sync) => sync.onInvitationExpiring('R'),
    ],
    [
      '"engagements" is false. Example: engagements: { regions: [\'us-east-1\'] }',
      { engagements: false },
      (sync) => sync.onEngagementStarted('R'),
    ],
    [
      '"announceCompletion" is false. Example: announceCompletion: true',
      { announceCompletion: false },
      (sync) => sync.onSyncCompleted('R'),
    ],
  ])('%s', (message, props, rule) => {
    expect(() => rule(newSync(props))).toThrow(`Rule "R" would never match: ${message}`);
  });
});

describe('the options of a rule that cannot be used are refused', () => {
  it.each<[string, object]>([
    [
      '"payloadTypes": must not be empty (leave it out, for all), got []. Example: payloadTypes: [\'OpportunityInvitation\']',
      { payloadTypes: [] },
    ],
    ['"catalog": there is no such option. Did you mean "catalogs"?, got ["AWS"]', { catalog: ['AWS'] }],
    ['"catalogs": must be a list, got "AWS". Example: catalogs: [\'AWS\']', { catalogs: 'AWS' }],
    ['"catalogs": must be AWS or Sandbox, got "Aws". Example: catalogs: [\'AWS\']', { catalogs: ['Aws'] }],
    ['"incidentIds": there is no such option. There are catalogs, ', { incidentIds: ['1'] }],
    [
      '"target": must be the target of a rule, got a function. Example: target: new SqsQueue(queue)',
      { target: () => 1 },
    ],
    ['"eventPattern": must be an event pattern, got null. ', { eventPattern: null }],
  ])('%s', (message, options) => {
    expect(() => newSync().onInvitationCreated('R', options as never)).toThrow(`Rule "R" ${message}`);
  });
});

describe('a pattern narrows what the rule is for', () => {
  const patternWith = (options: OnFeedEventOptions) => {
    const sync = newSync({ invitations: { catalogs: ['AWS', 'Sandbox'] } });
    sync.onEvent('MyRule', options);
    return patternOf(sync);
  };

  it('to the values that both have', () => {
    const eventPattern = { detailType: ['Sync Completed'], detail: { catalog: ['Sandbox', 'New'] } };
    expect(patternWith({ catalogs: ['AWS', 'Sandbox'], eventPattern })).toEqual({
      source: ['engagement-sync'],
      'detail-type': ['Sync Completed'],
      detail: { catalog: ['Sandbox'] },
    });
  });

  it.each<[string, OnFeedEventOptions]>([
    [
      'must leave out detail.catalog, or list values that the rule lets through, which are ["AWS"], got ["Sandbox"]',
      { catalogs: ['AWS'], eventPattern: { detail: { catalog: ['Sandbox'] } } },
    ],
    [
      'must leave out detail.catalog, or list values that the rule lets through, which are ["AWS"], got [{"prefix":"A"}]',
      { catalogs: ['AWS'], eventPattern: { detail: { catalog: [{ prefix: 'A' }] } } },
    ],
    [
      'must leave out source, or list values that the rule lets through, which are ["engagement-sync"], got ["aws.ec2"]',
      { eventPattern: { source: ['aws.ec2'] } },
    ],
    [
      'must leave catalog out of detail.$or, since the rule lets through ["AWS"] only, ' +
        'got [{"catalog":["Sandbox"]},{"expiry":[{"exists":true}]}]',
      {
        catalogs: ['AWS'],
        eventPattern: { detail: { $or: [{ catalog: ['Sandbox'] }, { expiry: [{ exists: true }] }] } },
      },
    ],
  ])('or is refused: %s', (message, options) => {
    expect(() => patternWith(options)).toThrow(`Rule "MyRule" "eventPattern": ${message}`);
  });
});

describe('in a stack of another repository', () => {
  const parameterOf = (stack: Stack, name: string) =>
    Object.entries(Template.fromStack(stack).findParameters('*')).find(([, { Default }]) => Default === name)?.[0];

  it('the bus and the source come from the Parameter Store', () => {
    const stack = newStack();
    const feed = EngagementSync.fromParameters(stack, 'Feed', { parameterPath: '/partner' });
    feed.onInvitationExpiring('MyRule', { thresholds: [Duration.hours(8)] });

    const [rule] = rulesOf(feed);
    expect(rule.EventPattern).toEqual({
      source: [{ Ref: parameterOf(stack, '/partner/event-source') }],
      'detail-type': ['Engagement Invitation Expiring'],
      detail: { expiry: { threshold: ['PT8H'] } },
    });
    expect(JSON.stringify(rule.EventBusName)).toContain(`{"Ref":"${parameterOf(stack, '/partner/event-bus-arn')}"}`);
  });

  it('by default from the path at which an EngagementSync publishes them by default', () => {
    const stack = newStack();
    EngagementSync.fromParameters(stack, 'Feed').onEvent('MyRule');
    expect(parameterOf(stack, '/engagement-sync/event-bus-arn')).toBeDefined();
  });

  it('a path that is known at deployment only is refused, and so is an unknown option', () => {
    const from = (options: object) => () => EngagementSync.fromParameters(newStack(), 'Feed', options);
    expect(from({ parameterPath: Aws.STACK_NAME })).toThrow(
      /"parameterPath": .*, and known at synth, got a CDK token\./,
    );
    expect(from({ path: '/feed' })).toThrow('"path": there is no such option. There are parameterPath, got "/feed"');
  });

  it('a path that cannot be one is refused', () => {
    expect(() => EngagementSync.fromParameters(newStack(), 'Feed', { parameterPath: 'feed' })).toThrow(
      'EngagementSync.fromParameters "parameterPath": must be a path of letters, digits, dots, hyphens and underscores ' +
        'that begins with a slash, but not with /aws or /ssm, got "feed". Example: parameterPath: \'/engagement-sync\'',
    );
  });
});
