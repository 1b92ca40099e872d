import { App, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import { EngagementSync, type EngagementSyncProps } from '../../../lib/index.ts';
import { CDK_CONTEXT } from '../synthesize.ts';

const OWN = { account: '111122223333', region: 'us-east-1' };
const ELSEWHERE = { account: '444455556666', region: 'eu-west-1' };

/** Each is imported by its ARN, as users do. */
const IMPORTS = {
  eventBus: (stack, { account, region }) =>
    EventBus.fromEventBusArn(stack, 'Bus', `arn:aws:events:${region}:${account}:event-bus/partner`),
  alarmTopic: (stack, { account, region }) =>
    Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${region}:${account}:on-call`),
  encryptionKey: (stack, { account, region }) =>
    Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`),
} satisfies Record<string, (stack: Stack, place: typeof OWN) => EngagementSyncProps[keyof EngagementSyncProps]>;
type Imported = keyof typeof IMPORTS;

function deployed(prop: Imported, place: typeof OWN, env: object = OWN): void {
  const app = new App({ context: CDK_CONTEXT });
  const stack = new Stack(app, 'Stack', { env });
  new EngagementSync(stack, 'Sync', { [prop]: IMPORTS[prop](stack, place) });
}

describe.each(Object.keys(IMPORTS) as Imported[])('%s by its ARN', (prop) => {
  it('of another region is refused', () => {
    expect(() => deployed(prop, { ...OWN, region: ELSEWHERE.region })).toThrow(
      `EngagementSync "${prop}": must be in the region of the stack, us-east-1, because `,
    );
  });

  it('may be any while the stack is for any region and account', () => {
    expect(() => deployed(prop, ELSEWHERE, {})).not.toThrow();
  });

  it('may be of the account and region of the stack', () => {
    expect(() => deployed(prop, OWN)).not.toThrow();
  });

  it('of another account is refused, but for a topic, which may let alarms of other accounts in', () => {
    const elsewhere = () => deployed(prop, { ...OWN, account: ELSEWHERE.account });
    if (prop === 'alarmTopic') expect(elsewhere).not.toThrow();
    else expect(elsewhere).toThrow(/must be in the account of the stack, 111122223333, .*; got 444455556666\. \w/);
  });
});
