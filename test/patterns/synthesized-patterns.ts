import { App, type CfnElement, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Rule } from 'aws-cdk-lib/aws-events';
import { EngagementFeed } from '../../lib/feed/engagement-feed.ts';
import { EngagementSync } from '../../lib/index.ts';
import { CDK_CONTEXT } from '../lib/synthesize.ts';
import type { Pattern } from './event-ruler.ts';
import { type FilterName, type Filters, METHODS } from './meanings.ts';

export interface UserRule {
  readonly name: string;
  readonly method: string;
  readonly filters: Filters;
  readonly pattern: Pattern;
}

/** From the class itself, so a method without a meaning fails. */
export const methodsOfFeed = Object.getOwnPropertyNames(EngagementFeed.prototype).filter((name) =>
  /^on[A-Z]/.test(name),
);

const VALUES: { readonly [Name in FilterName]: readonly Required<Filters>[Name][] } = {
  catalogs: [['AWS'], ['Sandbox'], ['AWS', 'Sandbox']],
  participantRoles: [['RECEIVER'], ['SENDER'], ['RECEIVER', 'SENDER']],
  senderAccountIds: [['aws'], ['444455556666', 'AWS']],
  engagementIds: [['eng-0'], ['eng-1', 'eng-2']],
  statuses: [['PENDING'], ['ACCEPTED', 'PENDING']],
  regions: [['us-east-2']],
  contactArns: [['arn:aws:ssm-contacts:us-east-2:111122223333:contact/akuam']],
  incidentIds: [['incident-1']],
  payloadTypes: [['OpportunityInvitation'], ['LeadInvitation', 'OpportunityInvitation']],
  thresholds: [[Duration.hours(72)], [Duration.days(1), Duration.minutes(240)]],
};

/** Without filters, with each value of each filter, and with all of them at once. */
function filtersOf(method: string): Filters[] {
  const names = METHODS[method]?.filters ?? [];
  if (names.length === 0) return [{}];
  const single = names.flatMap((name) => VALUES[name].map((values) => ({ [name]: values }) as Filters));
  const allAtOnce = Object.fromEntries(names.map((name) => [name, VALUES[name][0]])) as Filters;
  return [{}, ...single, allAtOnce];
}

const stack = new Stack(new App({ context: CDK_CONTEXT }), 'Stack');
const sync = new EngagementSync(stack, 'Sync', {
  invitations: { catalogs: ['AWS', 'Sandbox'] },
  engagements: { regions: ['us-east-2'] },
});
type On = (id: string, options: object) => Rule;

/** Rules whose pattern narrows a filter, and the filters that mean the same. */
const NARROWED: readonly { readonly method: string; readonly filters: Filters; readonly options: object }[] = [
  {
    method: 'onInvitationCreated',
    filters: { catalogs: ['Sandbox'] },
    options: { catalogs: ['AWS', 'Sandbox'], eventPattern: { detail: { catalog: ['Sandbox', 'Other'] } } },
  },
  {
    method: 'onEvent',
    filters: { catalogs: ['AWS'], participantRoles: ['SENDER'] },
    options: {
      catalogs: ['AWS'],
      eventPattern: {
        source: ['engagement-sync', 'aws.partnercentral-selling'],
        detail: { engagementInvitation: { participantType: ['Sender'] }, metadata: { sequence: [{ exists: true }] } },
      },
    },
  },
];

const wanted = [
  ...methodsOfFeed.flatMap((method) => filtersOf(method).map((filters) => ({ method, filters, options: filters }))),
  ...NARROWED,
];
const made = wanted.map(({ method, filters, options }, index) => {
  const on = (sync as unknown as Record<string, On>)[method] as On;
  return { method, filters, options, rule: on.call(sync, `My-${method}-${index}`, options) };
});
const template = Template.fromStack(stack);
const rules = template.findResources('AWS::Events::Rule');
const logicalIdOf = (rule: Rule) => stack.getLogicalId(rule.node.defaultChild as CfnElement);

/** The rules that users make with the methods of the feed. */
export const userRules: readonly UserRule[] = made.map(({ method, filters, options, rule }) => ({
  name: `${method} ${JSON.stringify(options, (_, value) => (value instanceof Duration ? value.toIsoString() : value))}`,
  method,
  filters,
  pattern: rules[logicalIdOf(rule)]?.Properties.EventPattern,
}));

const [archive] = Object.values(template.findResources('AWS::Events::Archive'));
export const archivePattern: Pattern = archive?.Properties.EventPattern;

/** The rules that the construct makes itself, by the rest of their ids. */
const ownPatterns = (id: RegExp): ReadonlyMap<string, Pattern> =>
  new Map(
    Object.entries(rules).flatMap(([logicalId, { Properties }]) => {
      const [, part] = id.exec(logicalId) ?? [];
      return part ? [[part, Properties.EventPattern] as const] : [];
    }),
  );
/** The rule of the alerts. */
export const alertPattern = ownPatterns(/SyncAlerts(Rule)[0-9A-F]{8}$/).get('Rule') as Pattern;
/** By catalog and role, in one word. */
export const wakeUpPatterns = ownPatterns(/NativeWakeUp(\w+)[0-9A-F]{8}$/);
