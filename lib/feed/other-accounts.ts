import { Names, Stack } from 'aws-cdk-lib';
import { CfnEventBusPolicy, type IEventBus } from 'aws-cdk-lib/aws-events';
import { AccountPrincipal, type IPrincipal, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { EngagementSyncProps } from '../engagement-sync-props.ts';
import { refuse } from '../props/problems.ts';
import { onlyValues } from '../security/conditions.ts';

export interface OtherAccountsProps extends Pick<EngagementSyncProps, 'allowAccounts' | 'allowOrganization'> {
  readonly eventBus: IEventBus;
  readonly eventSource: string;
}

type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The other actions that a stack needs to manage a rule, beside PutRule. */
const KEEP_RULES = [
  'events:DeleteRule',
  'events:DescribeRule',
  'events:DisableRule',
  'events:EnableRule',
  'events:ListTagsForResource',
  'events:ListTargetsByRule',
  'events:PutTargets',
  'events:RemoveTargets',
  'events:TagResource',
  'events:UntagResource',
];

/**
 * Nobody but the account that made a rule. IfExists, because a rule that is still to be made has no creator, and
 * CloudFormation asks for it before it makes it.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-example-policy-same-account-creator.html
 */
// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the policy, which IAM fills in
const OWN_RULES: Conditions = { StringEqualsIfExists: { 'events:creatorAccount': '${aws:PrincipalAccount}' } };

/** Lets other accounts make rules of their own on the bus, for events of the feed. They reach no other rule, and publish nothing. */
export class OtherAccounts extends Construct {
  readonly #props: OtherAccountsProps;
  #last: CfnEventBusPolicy | undefined;

  /** @throws PropsError */
  constructor(parent: Construct, id: string, props: OtherAccountsProps) {
    super(parent, id);
    this.#props = props;
    refuseDefaultBus(props);
    const { allowAccounts = [], allowOrganization } = props;
    const accounts = allowAccounts.map((account) => new AccountPrincipal(account));
    if (accounts.length > 0) this.#allow('Accounts', accounts, {});
    if (allowOrganization !== undefined) {
      this.#allow('Organization', [new StarPrincipal()], {
        StringEquals: { 'aws:PrincipalOrgID': allowOrganization },
        // This account is in it too. In an account's own policies, "*" needs no consent of IAM: each of its roles could
        // delete the rules of this stack.
        StringNotEquals: { 'aws:PrincipalAccount': Stack.of(this).account },
      });
    }
  }

  #allow(who: string, principals: IPrincipal[], conditions: Conditions): void {
    // The source is known when a rule is made. The other requests do not name it.
    const ofFeed = onlyValues('events:source', [this.#props.eventSource]);
    this.#addStatement(`${who}MakeRules`, principals, ['events:PutRule'], { ...conditions, ...OWN_RULES, ...ofFeed });
    this.#addStatement(`${who}KeepRules`, principals, KEEP_RULES, { ...conditions, ...OWN_RULES });
  }

  #addStatement(id: string, principals: IPrincipal[], actions: string[], conditions: Conditions): void {
    // With the account that the bus says it is in: if that is another one, a bus of the same name here lets nobody in.
    const { eventBusName, env } = this.#props.eventBus;
    const resourceName = `${eventBusName}/*`;
    const rules = Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName, ...env });
    const policy = new CfnEventBusPolicy(this, id, {
      eventBusName,
      // CloudFormation knows it by this id, which therefore must be its own in each account and region:
      // https://github.com/aws/aws-cdk/issues/29627
      statementId: `${Names.uniqueResourceName(this, { maxLength: 63 - id.length, separator: '-' })}-${id}`,
      statement: new PolicyStatement({ principals, actions, resources: [rules], conditions }).toStatementJson(),
    });
    // One after the other: each is written into the one policy of the bus.
    if (this.#last) policy.node.addDependency(this.#last);
    this.#last = policy;
  }
}

/**
 * The ARN of a rule on the default bus does not name the bus: a policy could not tell them from the rules of others.
 *
 * @throws PropsError
 */
function refuseDefaultBus({ allowAccounts, allowOrganization, eventBus }: OtherAccountsProps): void {
  if (eventBus.eventBusName !== 'default') return;
  const rule =
    'must be left out while "eventBus" is the default bus, whose policy cannot be limited to rules on it. Leave "eventBus" out, ' +
    'or hand in a bus of your own';
  const isSet = Object.entries({ allowAccounts, allowOrganization }).filter(([, value]) => value !== undefined);
  refuse(
    'EngagementSync',
    isSet.map(([prop, received]) => ({ prop, rule, received })),
    {},
  );
}
