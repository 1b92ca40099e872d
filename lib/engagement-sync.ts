import { Annotations, Duration, Stack } from 'aws-cdk-lib';
import type { Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Archive, IEventBus } from 'aws-cdk-lib/aws-events';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { DetailType } from '../lambda/apis/detail-types.ts';
import { DEFAULT_EVENT_SOURCE } from '../lambda/core/contract.ts';
import { planAlerts } from './alerts/alert-props.ts';
import { Alerts } from './alerts/alerts.ts';
import { alarmTopic, alertTopic } from './alerts/topics.ts';
import type { EngagementSyncProps } from './engagement-sync-props.ts';
import type { IEngagementFeed } from './feed/engagement-feed.ts';
import { EventArchive } from './feed/event-archive.ts';
import type { OnFeedEventOptions } from './feed/event-options.ts';
import { MeasuredFeed } from './feed/measured-feed.ts';
import { OtherAccounts } from './feed/other-accounts.ts';
import { OwnBus } from './feed/own-bus.ts';
import {
  DEFAULT_PARAMETER_PATH,
  type FromParametersOptions,
  ImportedFeed,
  PublishedFeed,
} from './feed/published-feed.ts';
import { type FromEventBusArnOptions, type IRelayedFeed, RelayedFeed } from './feed/relayed-feed.ts';
import { SchemaRegistry } from './feed/schema-registry.ts';
import { type Offer, silenceOf } from './feed/silence.ts';
import { watch } from './operations/watch.ts';
import { checkProps } from './props/check-props.ts';
import { refuseOutOfReach } from './props/imported.ts';
import { hasSchemaRegistry, refuseOtherPartitions } from './regions.ts';
import { allowEventsAndAlarms, allowLogs } from './security/allow-services.ts';
import { deadLetterQueue } from './security/dead-letter-queue.ts';
import { contactEngagementSource } from './sync/contact-engagements.ts';
import { invitationSource, warnOfLateWarnings, withDefaults } from './sync/invitations.ts';
import { hasNativeEvents, NativeWakeUp } from './sync/native-wake-up.ts';
import { warnOfQuotas } from './sync/quota.ts';
import { snapshotTable } from './sync/snapshot-table.ts';
import { syncEnvironment } from './sync/sync-environment.ts';
import type { SyncFunction } from './sync/sync-function.ts';
import { syncSource } from './sync/synced-source.ts';

/** Lists the engagements on schedules, keeps what it saw in a table, and publishes the changes on an event bus. */
export class EngagementSync extends MeasuredFeed {
  /** The feed of an EngagementSync in another stack, of the same account and region. */
  static fromParameters(scope: Construct, id: string, options: FromParametersOptions = {}): IEngagementFeed {
    return new ImportedFeed(scope, id, options);
  }

  /**
   * The feed of an EngagementSync of another account, in the same region. It must allow this account: `allowAccounts` or
   * `allowOrganization`.
   */
  static fromEventBusArn(
    scope: Construct,
    id: string,
    eventBusArn: string,
    options: FromEventBusArnOptions = {},
  ): IRelayedFeed {
    return new RelayedFeed(scope, id, eventBusArn, options);
  }

  readonly eventBus: IEventBus;
  readonly eventSource: string;

  /** Snapshots and checkpoints. It survives the stack, for without it everything would be announced again. */
  readonly table: Table;

  /** The scheduled runs and the wake-ups that could not be delivered. Runs that failed are in the functions' logs instead. */
  readonly deadLetterQueue: Queue;

  /** One function for each source that is on. */
  readonly functions: readonly SyncFunction[];

  /** Gets what people are told of invitations. */
  readonly alertTopic: Topic;

  /** Gets the alarms: the one that was handed in, or one of its own. */
  readonly alarmTopic: ITopic;

  /** Writes the alerts; absent where there is nothing to tell. */
  readonly alerts: Alerts | undefined;

  /** The same for Amazon Q Developer, where `expiryAlerts.chat` asks for it. */
  readonly chatTopic: Topic | undefined;

  /** The independently synced lists, such as `invitations/AWS/RECEIVER`. */
  readonly scopes: readonly string[];

  /** Is it working, what is open, what expires next, what did it cost in calls. */
  readonly dashboard: Dashboard;

  /** Each tells what it means and what to do first. */
  readonly alarms: readonly Alarm[];

  /** Where the events can be replayed from; absent where `archiveRetention` is false. */
  readonly archive: Archive | undefined;

  /** Of the functions. */
  readonly logGroups: readonly ILogGroup[];

  readonly #offer: Offer;

  /**
   * Bus, table and what else the events go through; then what people are told; then the functions with their schedules
   * and wake-ups; last what watches over them.
   *
   * @throws PropsError
   */
  constructor(parent: Construct, id: string, props: EngagementSyncProps = {}) {
    super(parent, id);
    checkProps(props);
    refuseOutOfReach(parent, props);
    const { encryptionKey } = props;
    if (encryptionKey) allowLogs(encryptionKey);

    const ownBus = props.eventBus ? undefined : new OwnBus(this, 'Bus', encryptionKey);
    // A cast, because CDK's own types disagree on an optional property of theirs.
    this.eventBus = (props.eventBus ?? ownBus?.eventBus) as IEventBus;
    this.eventSource = props.eventSource ?? DEFAULT_EVENT_SOURCE;
    const feed = { eventBus: this.eventBus, eventSource: this.eventSource };
    this.table = snapshotTable(this, props);
    this.deadLetterQueue = deadLetterQueue(this, 'DeadLetterQueue', encryptionKey);
    this.archive =
      props.archiveRetention === false
        ? undefined
        : new EventArchive(this, 'Changes', {
            ...feed,
            retention: props.archiveRetention ?? Duration.days(30),
            encryptionKey: props.eventBus ? undefined : encryptionKey,
          }).archive;
    new PublishedFeed(this, 'Published', { ...feed, path: props.parameterPath ?? DEFAULT_PARAMETER_PATH });
    const { allowAccounts, allowOrganization } = props;
    new OtherAccounts(this, 'OtherAccounts', { ...feed, allowAccounts, allowOrganization });
    if (props.schemaRegistry !== false && hasSchemaRegistry(this))
      new SchemaRegistry(this, 'Schemas', { eventSource: this.eventSource });

    const invitations = props.invitations === false ? undefined : withDefaults(props.invitations ?? {});
    const engagements = props.engagements === false ? undefined : (props.engagements ?? {});
    const announceCompletion = props.announceCompletion ?? true;
    const contactEngagements = engagements && { regions: engagements.regions ?? [Stack.of(this).region] };
    this.#offer = { invitations, contactEngagements, announceCompletion };

    if (encryptionKey) allowEventsAndAlarms(encryptionKey);
    const plan = planAlerts(props.expiryAlerts, invitations);
    this.alertTopic = alertTopic(this, 'AlertTopic', { emails: plan?.emails, encryptionKey });
    this.alerts =
      plan &&
      new Alerts(this, 'Alerts', {
        ...plan,
        feed: this,
        alertTopic: this.alertTopic,
        table: this.table,
        encryptionKey,
      });
    const { alerts } = this;
    this.chatTopic = alerts?.chatTopic;
    this.alarmTopic = props.alarmTopic ?? alarmTopic(this, 'AlarmTopic', { emails: props.alarmEmails, encryptionKey });
    if (!props.alarmTopic && !props.alarmEmails?.length) warnOfSilentAlarms(this);

    const sources = [
      ...(invitations ? [invitationSource(invitations)] : []),
      ...(engagements ? [contactEngagementSource(engagements, Stack.of(this).region)] : []),
    ];
    const regions = engagements?.regions ?? [];
    refuseOtherPartitions(this, invitations !== undefined, regions);
    warnOfQuotas(this, sources);
    if (invitations) warnOfLateWarnings(this, invitations);
    const nativeWakeUp = invitations?.nativeWakeUp === true && hasNativeEvents(this);
    this.scopes = sources.flatMap(({ scopes }) => scopes);
    const { table, deadLetterQueue: queue } = this;
    const told = { ...feed, table, invitations, announceCompletion, nativeWakeUp, sources };
    const environment = syncEnvironment(props, told);
    const shared = { ...feed, environment, table, deadLetterQueue: queue, encryptionKey };
    this.functions = sources.map((source) => syncSource(this, source, shared));
    this.logGroups = [...this.functions, ...(alerts ? [alerts.function] : [])].map(({ logGroup }) => logGroup);

    const [invitationsFunction] = this.functions;
    if (nativeWakeUp && invitationsFunction) {
      new NativeWakeUp(this, 'NativeWakeUp', {
        invitations,
        function: invitationsFunction,
        deadLetterQueue: queue,
        encryptionKey,
      });
    }

    const { dashboard, alarms } = watch(this, {
      sources,
      alerts: plan,
      topic: this.alarmTopic,
      functions: this.functions,
      deadLetters: {
        Runs: { queue, functions: this.functions },
        ...(alerts && { Alerts: { queue: alerts.deadLetterQueue, functions: [alerts.function] } }),
        ...(ownBus?.deadLetterQueue && { Events: { queue: ownBus.deadLetterQueue, functions: [] } }),
      },
      runbookUrl: props.runbookUrl,
    });
    this.dashboard = dashboard;
    this.alarms = alarms;
  }

  /** Lets someone run a sync or a reconciliation by hand. */
  grantSync(grantee: IGrantable): void {
    for (const syncFunction of this.functions) syncFunction.grantInvoke(grantee);
  }

  protected override silenceOf(filters: OnFeedEventOptions, detailType: DetailType | undefined) {
    return silenceOf(filters, detailType, this.#offer);
  }
}

/** Alarms that nobody gets are as good as none. */
function warnOfSilentAlarms(scope: Construct): void {
  Annotations.of(scope).addWarningV2(
    'engagement-sync:alarms',
    'EngagementSync "alarmEmails": the alarms of this stack reach nobody. Name those who run it (setting "alarmEmails"), ' +
      'hand in a topic of yours (setting "alarmTopicArn"), or subscribe to `alarmTopic`',
  );
}
