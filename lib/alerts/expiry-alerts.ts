import { Duration } from 'aws-cdk-lib';
import type { CfnRule, Rule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Catalog } from '../../lambda/apis/partner-central.ts';
import type { IEngagementFeed } from '../feed/engagement-feed.ts';
import { deadLetterQueue } from '../security/dead-letter-queue.ts';
import type { Invitations } from '../sync/invitations.ts';
import { chatMessage, mailMessage } from './alert-message.ts';
import { AlertTopic } from './alert-topic.ts';

export interface ExpiryAlertsProps {
  /**
   * Who is alerted by mail. AWS asks each address for its consent first.
   *
   * @default - nobody; subscribe to `alertTopic` yourself
   */
  readonly emails?: readonly string[] | undefined;

  /**
   * Whether the alerts also go to `chatTopic`, as Amazon Q Developer's custom notifications. Add the topic to the
   * configuration of your Slack or Teams channel.
   *
   * @default false
   */
  readonly chat?: boolean | undefined;

  /**
   * The catalogs whose invitations are worth an alert.
   *
   * @default - AWS, if it is synced; never Sandbox
   */
  readonly catalogs?: readonly Catalog[] | undefined;
}

/** What there is to alert of, and whom. */
export interface Alerts extends ExpiryAlertsProps {
  readonly catalogs: readonly Catalog[];
  readonly thresholds: readonly Duration[];
}

/** Undefined where there is nothing to alert of. */
export function whatToAlertOf(
  props: ExpiryAlertsProps | false = {},
  invitations: Invitations | undefined,
): Alerts | undefined {
  if (props === false || !invitations?.participantRoles.includes('RECEIVER')) return undefined;
  const catalogs = props.catalogs ?? invitations.catalogs.filter((catalog) => catalog !== 'Sandbox');
  const thresholds = invitations.expiryThresholds;
  return catalogs.length > 0 && thresholds.length > 0 ? { ...props, catalogs, thresholds } : undefined;
}

export interface ExpiryAlertsSetting extends Alerts {
  readonly feed: IEngagementFeed;
  readonly alertTopic: ITopic;
  readonly encryptionKey: IKey;
}

/** Tells people, by mail and chat, of invitations to them that are about to expire. */
export class ExpiryAlerts extends Construct {
  readonly chatTopic: AlertTopic | undefined;
  /** The alerts that SNS did not take. */
  readonly deadLetterQueue: Queue;

  constructor(parent: Construct, id: string, props: ExpiryAlertsSetting) {
    super(parent, id);
    const { feed, alertTopic, encryptionKey, emails = [], thresholds, catalogs } = props;
    for (const email of emails) alertTopic.addSubscription(new EmailSubscription(email));
    this.chatTopic = props.chat ? new AlertTopic(this, 'ChatTopic', { encryptionKey }) : undefined;
    this.deadLetterQueue = deadLetterQueue(this, 'DeadLetterQueue', encryptionKey);

    // An alert that arrives after a day, the default, may be about an invitation that is gone.
    const delivery = { deadLetterQueue: this.deadLetterQueue, retryAttempts: 185, maxEventAge: Duration.hours(2) };
    for (const threshold of thresholds) {
      const rule = feed.onInvitationExpiring(`Expiring${threshold.toIsoString()}`, {
        description: `Alerts of invitations that expire in less than ${threshold.toHumanString()}`,
        catalogs,
        participantRoles: ['RECEIVER'],
        thresholds: [threshold],
        crossStackScope: this,
        target: new SnsTopic(alertTopic, { message: mailMessage(threshold), ...delivery }),
      });
      if (this.chatTopic)
        rule.addTarget(new SnsTopic(this.chatTopic, { message: chatMessage(threshold), ...delivery }));
      ignoreReplays(rule);
    }
  }
}

/** Nobody wants last month's alerts again because a consumer needs its events. CDK's patterns do not know the field. */
function ignoreReplays(rule: Rule): void {
  (rule.node.defaultChild as CfnRule).addPropertyOverride('EventPattern.replay-name', [{ exists: false }]);
}
