import { App, Aws, CfnParameter, Duration, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { EngagementSync, type EngagementSyncProps } from '../../../lib/index.ts';
import { problemsOf } from '../../../lib/props/check-props.ts';
import { PROPS, type PropName } from '../../../lib/props/prop-definitions.ts';
import { CDK_CONTEXT } from '../synthesize.ts';

type Tokens = ReturnType<typeof tokensOf>;

/** Values that are known only at deployment, in each form that CDK has for them. */
function tokensOf(stack: Stack) {
  const text = new CfnParameter(stack, 'Text');
  return {
    text: text.valueAsString,
    other: new CfnParameter(stack, 'Other').valueAsString,
    number: new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber,
    list: new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList,
    duration: Duration.minutes(Lazy.number({ produce: () => 5 })),
    choice: Fn.conditionIf('IsProduction', 'a', 'b'),
  };
}

/** Where a token is accepted. All the other props decide what is created. */
const ACCEPTED: Readonly<Partial<Record<PropName, (tokens: Tokens) => EngagementSyncProps>>> = {
  'engagements.regions': ({ text, other }) => ({ engagements: { regions: [text, other, Aws.REGION] } }),
  callsPerSecond: ({ number }) => ({ callsPerSecond: number }),
  eventSource: ({ text }) => ({ eventSource: text }),
  parameterPath: ({ text }) => ({ parameterPath: text }),
  'expiryAlerts.emails': ({ text, other }) => ({ expiryAlerts: { emails: [text, other, 'sales@example.com'] } }),
  'expiryAlerts.digestHour': ({ number }) => ({ expiryAlerts: { digest: 'daily', digestHour: number } }),
  'expiryAlerts.timeZone': ({ text }) => ({ expiryAlerts: { digest: 'daily', timeZone: text } }),
  alarmEmails: ({ text }) => ({ alarmEmails: [text] }),
  runbookUrl: ({ text }) => ({ runbookUrl: text }),
  allowAccounts: ({ text, other }) => ({ allowAccounts: [text, other] }),
  allowOrganization: ({ text }) => ({ allowOrganization: text }),
};

/** The others are text. */
const NUMBERS = ['callsPerSecond', 'expiryAlerts.digestHour'];

const newStack = () => new Stack(new App({ context: CDK_CONTEXT }), 'Stack');

describe.each(Object.entries(ACCEPTED))('a token for %s', (_, propsOf) => {
  it('reaches the template', () => {
    const stack = newStack();
    const tokens = tokensOf(stack);
    const sync = new EngagementSync(stack, 'Sync', propsOf(tokens));
    const rule = sync.onEngagementStarted('Rule', { incidentIds: [tokens.text] });
    expect(rule.node.path).toBe('Stack/Sync/Rule');
    const { Resources } = Template.fromStack(stack).toJSON();
    delete Resources[stack.getLogicalId(rule.node.defaultChild as never)];
    const json = JSON.stringify(Resources);
    const named = Object.entries({ Text: tokens.text, Other: tokens.other, Number: tokens.number }).filter(
      ([, token]) => JSON.stringify(propsOf(tokens)).includes(JSON.stringify(token)),
    );
    expect(named).not.toEqual([]);
    for (const [parameter] of named) expect(json).toContain(`{"Ref":"${parameter}"}`);
    // What CDK writes where a token was taken apart.
    expect(json).not.toMatch(/\$\{Token\[|#\{Token\[|-1\.888/);
  });
});

const propsWith = (prop: string, value: unknown): EngagementSyncProps => {
  const [part = '', name] = prop.split('.');
  // An hour is refused where there is no digest.
  const digest = prop === 'expiryAlerts.digestHour' ? { digest: 'daily' } : {};
  return name === undefined ? { [part]: value } : { [part]: { ...digest, [name]: value } };
};

describe.each(Object.entries(PROPS))('a token of any form, for %s', (prop, { isList }) => {
  const stack = newStack();
  const tokens = Object.entries(tokensOf(stack)).flatMap(([form, token]) => [
    [form, token] as const,
    ...(isList ? [[`a list of ${form}`, [token]] as const] : []),
  ]);

  it('is refused by the name of the prop, unless it is tried above', () => {
    const accepted = tokens
      .filter(([, token]) => problemsOf(propsWith(prop, token)).length === 0)
      .map(([form]) => form);
    const isTried = Object.hasOwn(ACCEPTED, prop);
    const forms = NUMBERS.includes(prop)
      ? ['number']
      : isList
        ? ['a list of text', 'a list of other']
        : ['text', 'other'];
    expect(accepted).toEqual(isTried ? forms : []);
    for (const [, token] of tokens) {
      const names = problemsOf(propsWith(prop, token)).map((problem) => problem.prop);
      expect(names.filter((name) => name !== prop && name !== prop.split('.')[0])).toEqual([]);
    }
  });
});
