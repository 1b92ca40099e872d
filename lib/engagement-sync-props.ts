import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { EventBus, IEventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Baseline } from '../lambda/core/contract.ts';
import type { ExpiryAlertsProps } from './alerts/alert-props.ts';
import type { ContactEngagementsProps } from './sync/contact-engagements.ts';
import type { InvitationsProps } from './sync/invitations.ts';

export interface EngagementSyncProps {
  /**
   * Which of Partner Central's engagement invitations are synced, and when their expiry is announced. `false` for none.
   *
   * @default - those of the catalog AWS, in both roles
   */
  readonly invitations?: InvitationsProps | false | undefined;

  /**
   * Which of Incident Manager's contact engagements are synced. `false` for none. Incident Manager has been closed to new
   * customers since November 2025: where it cannot be had, the default says so in the log once a day, and is no failure.
   *
   * @default - those in the region of the stack
   */
  readonly engagements?: ContactEngagementsProps | false | undefined;

  /**
   * Which of the resources that it finds the first sync of a scope announces.
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
   * The bus on which the events are published.
   *
   * @default - a new one
   */
  readonly eventBus?: IEventBus | EventBus | undefined;

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

  /**
   * Where in the SSM Parameter Store the bus is published, for `EngagementSync.fromParameters()` in other stacks. A second
   * EngagementSync in the same account and region needs another path.
   *
   * @default '/engagement-sync'
   */
  readonly parameterPath?: string | undefined;

  /**
   * Whether the schemas of the events are put into an EventBridge schema registry of their own, for the console and for
   * code bindings. It costs nothing. `false` where the stack's region has no schema registry.
   *
   * @default true
   */
  readonly schemaRegistry?: boolean | undefined;

  /**
   * How long the events are archived, in whole days. They can be replayed meanwhile. `Sync Completed` is not archived.
   * `false` for no archive.
   *
   * @default Duration.days(30)
   */
  readonly archiveRetention?: Duration | false | undefined;

  /**
   * Who gets the alarms by mail: those who run this. AWS asks each address for its consent first.
   *
   * @default - nobody; subscribe to `alarmTopic`
   */
  readonly alarmEmails?: readonly string[] | undefined;

  /**
   * Gets the alarms.
   *
   * @default - a topic of its own, for `alarmEmails`
   */
  readonly alarmTopic?: ITopic | undefined;

  /**
   * The address of docs/operations.md, for the texts of the alarms. They add the section, such as `#silence`.
   *
   * @default - on the dashboard, which has the text too
   */
  readonly runbookUrl?: string | undefined;

  /**
   * How people are told of invitations to them, above all of those that are about to expire. `false` for no alerts.
   *
   * @default - to `alertTopic`, with no addresses, for the catalog AWS
   */
  readonly expiryAlerts?: ExpiryAlertsProps | false | undefined;

  /**
   * Encrypts the table, the queues, the topics, the logs, and the bus and the archive unless the bus is your own. The
   * policy of an imported key has to let the services use it: see docs/operations.md.
   *
   * @default - keys of AWS's, which cost nothing. Alarms may not use the one for topics: their topic is not encrypted at rest
   */
  readonly encryptionKey?: IKey | undefined;

  /**
   * Whether the table goes with the stack. Without its table, a stack starts again, with a baseline.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy | undefined;

  /**
   * The accounts that may make rules of their own on the bus, for the events of this feed:
   * `EngagementSync.fromEventBusArn()` in a stack of theirs. The policy of a bus has room for about 100.
   *
   * @default - nobody
   */
  readonly allowAccounts?: readonly string[] | undefined;

  /**
   * The id of an organization whose accounts may do so, all of them.
   *
   * @default - nobody
   */
  readonly allowOrganization?: string | undefined;
}
