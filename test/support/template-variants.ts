import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { EngagementSync } from '../../lib/index.ts';
import { CDK_CONTEXT, type SynthesizedTemplate, synthesizedTemplate } from '../../local/synthesized-template.ts';

export interface Variant {
  readonly name: string;
  /** Where it would be deployed */
  readonly region: string;
  readonly template: SynthesizedTemplate;
}

const ENCRYPTION_KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
/** The last has no schema registry. */
const REGIONS = ['us-east-1', 'eu-west-1', 'ap-northeast-1', 'il-central-1'];
/** A template that names no region is looked at in the one that has everything. */
const ANY_REGION = 'us-east-1';

/** One for each setting that changes which resources there are, or what they may do. */
const SETTINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  defaults: {},
  'a key by its ARN': { encryptionKeyArn: ENCRYPTION_KEY },
  'a bus by its name': { eventBusName: 'partner-events' },
  'a bus by its name, and a key': { eventBusName: 'partner-events', encryptionKeyArn: ENCRYPTION_KEY },
  'mail alerts': { alertEmails: 'sales@example.com,alliances@example.com', alarmEmails: 'platform@example.com' },
  'chat alerts, a digest and details': { alertChat: 'true', alertDigest: 'weekly', alertDetails: 'true' },
  'alerts of everything': { alertOn: 'expiring,expired,created,accepted,rejected', alertDigest: 'daily' },
  'no alerts': { expiryAlerts: 'false' },
  'both catalogs': { catalogs: 'AWS,Sandbox', alertCatalogs: 'AWS,Sandbox' },
  'no invitations': { catalogs: '' },
  'no contact engagements': { contactEngagementRegions: '' },
  'several regions of contact engagements': { contactEngagementRegions: 'us-east-1,eu-west-1' },
  'no native wake-up': { nativeWakeUp: 'false' },
  'no archive': { archiveRetention: '' },
  'no schemas': { schemaRegistry: 'false' },
  'another source': { eventSource: 'com.example/partner' },
  'alarms to a topic': { alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:on-call' },
  'a table that goes with the stack': { removalPolicy: 'destroy' },
};

/** No setting makes a key whose policy is ours; users of the construct do. */
function withKeyOfTheStack(): SynthesizedTemplate {
  const stack = new Stack(new App({ context: CDK_CONTEXT }), 'Stack');
  const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
  new EngagementSync(stack, 'Sync', { encryptionKey });
  return Template.fromStack(stack).toJSON() as SynthesizedTemplate;
}

/** Nor does one let other accounts in. */
function forOtherAccounts(): SynthesizedTemplate {
  const stack = new Stack(new App({ context: CDK_CONTEXT }), 'Stack');
  new EngagementSync(stack, 'Sync', { allowAccounts: ['444455556666'], allowOrganization: 'o-a1b2c3d4e5' });
  return Template.fromStack(stack).toJSON() as SynthesizedTemplate;
}

/** A subscriber's, in another account. */
function ofAnotherAccount(): SynthesizedTemplate {
  const stack = new Stack(new App({ context: CDK_CONTEXT }), 'Stack');
  const bus = 'arn:aws:events:us-east-1:111122223333:event-bus/partner-events';
  EngagementSync.fromEventBusArn(stack, 'Feed', bus).onInvitationExpiring('Expiring');
  return Template.fromStack(stack).toJSON() as SynthesizedTemplate;
}

/** The templates that can come out of this repository, as far as they differ in kind. */
export const TEMPLATE_VARIANTS: readonly Variant[] = [
  ...Object.entries(SETTINGS).map(([name, settings]) => ({
    name,
    region: ANY_REGION,
    template: synthesizedTemplate(settings),
  })),
  ...REGIONS.map((region) => ({
    name: `a stack in ${region}`,
    region,
    // Without a warning that only us-east-1 has the events. The template is the same.
    template: synthesizedTemplate(region === ANY_REGION ? {} : { nativeWakeUp: 'false' }, region),
  })),
  { name: 'a key of the stack', region: ANY_REGION, template: withKeyOfTheStack() },
  { name: 'subscribers of other accounts', region: ANY_REGION, template: forOtherAccounts() },
  { name: 'a subscriber of another account', region: ANY_REGION, template: ofAnotherAccount() },
];
