import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import {
  type Baseline,
  DEFAULT_BASELINE,
  DEFAULT_CALLS_PER_SECOND,
  DEFAULT_EVENT_SOURCE,
  DEFAULT_EXPIRY_THRESHOLDS,
  Environment,
  type ExpiryThreshold,
} from '../lambda/core/contract.ts';
import { type ContactEngagementsProps, contactEngagements } from './contact-engagements.ts';
import { type InvitationsProps, invitations } from './invitations.ts';
import { ScopeSchedules } from './scope-schedules.ts';
import { type SyncEnvironment, SyncFunction } from './sync-function.ts';

export interface EngagementSyncProps {
  /**
   * Which of Partner Central's engagement invitations are synced.
   *
   * @default - those of the catalog AWS, in both roles
   */
  readonly invitations?: InvitationsProps | undefined;

  /**
   * Which of Incident Manager's contact engagements are synced.
   *
   * @default - those in us-east-1
   */
  readonly contactEngagements?: ContactEngagementsProps | undefined;

  /**
   * How long before its expiration date a PENDING invitation is warned of. An empty list switches the warnings off.
   *
   * @default - 3 days, 1 day and 4 hours
   */
  readonly expiryThresholds?: readonly ExpiryThreshold[] | undefined;

  /**
   * What the first sync of a scope announces of what it finds.
   *
   * @default 'open'
   */
  readonly baseline?: Baseline | undefined;

  /**
   * The most calls a second that one run makes to the API it lists.
   *
   * @default 5
   */
  readonly callsPerSecond?: number | undefined;

  /**
   * `source` of the events.
   *
   * @default 'engagement-sync'
   */
  readonly eventSource?: string | undefined;

  /**
   * Whether each completed run is announced with a `Sync Completed` event.
   *
   * @default true
   */
  readonly announceCompletion?: boolean | undefined;
}

/** Lists the engagements on schedules, keeps what it saw in a table, and publishes the changes on an event bus. */
export class EngagementSync extends Construct {
  /** Where the events are published. */
  readonly eventBus = new EventBus(this, 'EventBus');

  /** Snapshots and checkpoints. It survives the stack, for without it everything would be announced again. */
  readonly table = new Table(this, 'Table', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    removalPolicy: RemovalPolicy.RETAIN,
  });

  /** The scheduled runs that Lambda did not accept. Runs that failed are not here but in the functions' logs. */
  readonly deadLetterQueue = new Queue(this, 'DeadLetterQueue', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });

  /** One function for each source that is on. */
  readonly functions: readonly SyncFunction[];

  constructor(parent: Construct, id: string, props: EngagementSyncProps = {}) {
    super(parent, id);

    const eventSource = props.eventSource ?? DEFAULT_EVENT_SOURCE;
    const environment: SyncEnvironment = {
      [Environment.tableName]: this.table.tableName,
      [Environment.eventBusName]: this.eventBus.eventBusName,
      [Environment.eventSource]: eventSource,
      [Environment.baseline]: props.baseline ?? DEFAULT_BASELINE,
      [Environment.expiryThresholds]: JSON.stringify(props.expiryThresholds ?? DEFAULT_EXPIRY_THRESHOLDS),
      [Environment.callsPerSecond]: `${props.callsPerSecond ?? DEFAULT_CALLS_PER_SECOND}`,
      [Environment.announceCompletion]: `${props.announceCompletion ?? true}`,
    };
    const keepSnapshots = new PolicyStatement({
      actions: ['GetItem', 'PutItem', 'UpdateItem', 'Query', 'BatchWriteItem'].map((action) => `dynamodb:${action}`),
      resources: [this.table.tableArn],
    });
    const publish = new PolicyStatement({
      actions: ['events:PutEvents'],
      resources: [this.eventBus.eventBusArn],
      conditions: { StringEquals: { 'events:source': eventSource } },
    });

    let reconciliationSlot = 0;
    const sources = [invitations(props.invitations), contactEngagements(props.contactEngagements)];
    this.functions = sources
      .filter(({ scopes }) => scopes.length > 0)
      .map(({ id, handler, scopes, rate, permission }) => {
        const syncFunction = new SyncFunction(this, id, { handler, rate, environment });
        for (const statement of [keepSnapshots, publish, permission]) syncFunction.addToRolePolicy(statement);

        for (const scope of scopes) {
          new ScopeSchedules(this, scope.replaceAll('/', '-'), {
            scope,
            function: syncFunction,
            rate,
            reconciliationSlot: reconciliationSlot++,
            deadLetterQueue: this.deadLetterQueue,
          });
        }
        return syncFunction;
      });
  }
}
