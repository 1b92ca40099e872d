import { Stack, Token } from 'aws-cdk-lib';
import { type CfnRule, EventBus, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { EventBus as EventBusTarget } from 'aws-cdk-lib/aws-events-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DEFAULT_EVENT_SOURCE } from '../../lambda/core/contract.ts';
import { EVENT_SOURCE } from '../props/kinds.ts';
import { problemsIn, refuse } from '../props/problems.ts';
import { PropsError } from '../props/props-error.ts';
import { propsSchema } from '../props/schemas.ts';
import { deadLetterQueue } from '../security/dead-letter-queue.ts';
import { EngagementFeed, type IEngagementFeed } from './engagement-feed.ts';

export interface FromEventBusArnOptions {
  /**
   * The `eventSource` of the EngagementSync.
   *
   * @default 'engagement-sync'
   */
  readonly eventSource?: string | undefined;
}

/** The feed of another account, on a bus in this one. */
export interface IRelayedFeed extends IEngagementFeed {
  /** Gets the events that could not be put on the bus of this account. Set an alarm on it. */
  readonly deadLetterQueue: Queue;
}

/**
 * Copies the events of another account's feed to a bus of its own. A rule that one account makes on the bus of another may
 * lead to a bus of its maker only, and to no other target. From there on, rules lead anywhere.
 * https://github.com/aws-samples/amazon-eventbridge-resource-policy-samples/tree/main/patterns/multi-bus-multi-account-pattern
 */
export class RelayedFeed extends EngagementFeed implements IRelayedFeed {
  readonly eventBus: IEventBus;
  readonly eventSource: string;
  readonly deadLetterQueue: Queue;

  /** @throws PropsError */
  constructor(parent: Construct, id: string, eventBusArn: string, options: FromEventBusArnOptions = {}) {
    super(parent, id);
    refuse(NAME, problemsIn(OPTIONS, options), EXAMPLES);
    const { eventSource = DEFAULT_EVENT_SOURCE } = options;
    refuseOtherBuses(Stack.of(this), eventBusArn);

    // A cast, because CDK's own types disagree on an optional property of theirs.
    this.eventBus = new EventBus(this, 'EventBus') as IEventBus;
    this.eventSource = eventSource;
    this.deadLetterQueue = deadLetterQueue(this, 'DeadLetterQueue', undefined);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('events.amazonaws.com') });
    const relay = new Rule(this, 'Relay', {
      description: 'Copies the events of engagement-sync to another account',
      eventPattern: { source: [eventSource] },
      targets: [new EventBusTarget(this.eventBus, { role, deadLetterQueue: this.deadLetterQueue })],
    });
    // CDK would name the bus, which would mean one of that name in this account.
    (relay.node.defaultChild as CfnRule).eventBusName = eventBusArn;
    // EventBridge does not try again where a permission is missing.
    relay.node.addDependency(role);
  }
}

const NAME = 'EngagementSync.fromEventBusArn';
const BUS_ARN = /^arn:aws[\w-]*:events:(?<region>[a-z0-9-]+):(?<account>\d{12}):event-bus\/[\w./-]{1,256}$/;

const OPTIONS = propsSchema({ eventSource: EVENT_SOURCE.schema }, 'option');
const EXAMPLES = { eventSource: "eventSource: 'com.example.partner'" };

/** As far as the ARN and the place of the stack are known. */
function refuseOtherBuses(stack: Stack, eventBusArn: string): void {
  if (Token.isUnresolved(eventBusArn)) return;
  const refusal = (rule: string, remedy: string) =>
    new PropsError(`${NAME} "eventBusArn": ${rule}, got ${JSON.stringify(eventBusArn)}. ${remedy}`);

  const { region, account } = BUS_ARN.exec(eventBusArn)?.groups ?? {};
  if (account === undefined) {
    const example = 'arn:aws:events:us-east-1:111122223333:event-bus/partner-events';
    throw refusal('must be the ARN of an event bus', `Example: '${example}'`);
  }
  if (!Token.isUnresolved(stack.region) && stack.region !== region) {
    throw refusal(
      `must be in the region of the stack, ${stack.region}, because a rule can only be made where the bus is`,
      `Deploy this stack in ${region}, and lead the events on from there: feed.onEvent(…, { target: new EventBus(bus) })`,
    );
  }
  if (stack.account === account) {
    throw refusal(
      `must be of another account than the stack, ${stack.account}, which needs no bus between`,
      "Example: EngagementSync.fromParameters(this, 'Feed')",
    );
  }
}
