import { Annotations, App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations as Given, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { PARTICIPANT_ROLES } from '../../../lambda/apis/invitations.ts';
import { CATALOGS, PARTNER_CENTRAL } from '../../../lambda/apis/partner-central.ts';
import { EngagementSync } from '../../../lib/engagement-sync.ts';
import type { EngagementSyncProps } from '../../../lib/engagement-sync-props.ts';
import { EngagementSyncStack } from '../../../lib/engagement-sync-stack.ts';
import { fairRateMinutes, syncCallsADay } from '../../../lib/sync/quota.ts';
import { CDK_CONTEXT } from '../synthesize.ts';

const alarmEmails = ['platform@example.com'];
const appWith = (context: object = {}) => new App({ context: { ...CDK_CONTEXT, alarmEmails, ...context } });
const stackOf = (context: object) => new EngagementSyncStack(appWith(context), 'Stack');

function stackWith(props: EngagementSyncProps, acknowledged?: string) {
  const stack = new Stack(appWith(), 'Stack');
  const sync = new EngagementSync(stack, 'Sync', { ...props, alarmEmails });
  if (acknowledged) Annotations.of(sync).acknowledgeWarning(acknowledged, 'We have no other integration');
  return stack;
}

const warningsOf = (stack: Stack) =>
  Given.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .map(({ id, entry }) => [id, entry.data]);
const everyMinute = { catalogs: CATALOGS, rate: Duration.minutes(1) };
const WARNING =
  'EngagementSync "rate" (setting "invitationsRate"): the syncs should take at most a tenth of the 100,000 calls a day that ' +
  'Partner Central allows an account, your CRM integration included. 4 lists (invitations/AWS/RECEIVER, ' +
  'invitations/AWS/SENDER, invitations/Sandbox/RECEIVER, invitations/Sandbox/SENDER) take about 11,520, with 2 calls a sync ' +
  '(up to about 200 resources since the oldest open one), and more with a longer list. Set a rate of 2 minutes or more, or ' +
  'sync fewer lists. See docs/quota.md [ack: engagement-sync:quota]';

describe('syncs that would take more than a tenth of the daily quota are warned of', () => {
  it('where props ask for them', () => {
    expect(warningsOf(stackWith({ invitations: everyMinute }))).toEqual([['/Stack/Sync', WARNING]]);
  });

  it('where settings ask for them', () => {
    const stack = stackOf({ catalogs: 'AWS,Sandbox', invitationsRate: 'PT1M' });
    expect(warningsOf(stack)).toEqual([['/Stack/Sync', WARNING]]);
  });

  it('until someone acknowledges it', () => {
    expect(warningsOf(stackWith({ invitations: everyMinute }, 'engagement-sync:quota'))).toEqual([]);
  });

  it.each([
    ['the defaults', {}],
    ['one role', { invitations: { ...everyMinute, participantRoles: ['RECEIVER'] } }],
    ['one catalog', { invitations: { ...everyMinute, catalogs: ['AWS'] } }],
    ['every two minutes', { invitations: { ...everyMinute, rate: Duration.seconds(120) } }],
    ['contact engagements alone', { invitations: false, engagements: { rate: Duration.minutes(1) } }],
  ] as const satisfies [string, EngagementSyncProps][])('and no others: not of %s', (_, props) => {
    expect(warningsOf(stackWith(props))).toEqual([]);
  });
});

describe('the estimate', () => {
  it('is what all lists take at a rate, in two calls each', () => {
    expect([syncCallsADay(2, 5), syncCallsADay(2, 1), syncCallsADay(1, 1440)]).toEqual([1152, 5760, 2]);
  });

  it('gives the quickest rate that takes no more than a tenth', () => {
    for (const lists of [4, 8, 40]) {
      const minutes = fairRateMinutes(lists, PARTNER_CENTRAL.quota);
      expect(syncCallsADay(lists, minutes)).toBeLessThanOrEqual(10_000);
      expect(syncCallsADay(lists, minutes - 1)).toBeGreaterThan(10_000);
    }
  });

  it('stays within the quota whatever is set; otherwise the props would have to be refused', () => {
    expect(syncCallsADay(CATALOGS.length * PARTICIPANT_ROLES.length, 1)).toBeLessThan(PARTNER_CENTRAL.quota.callsADay);
  });
});
