import { Duration, TimeZone } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { CfnRule, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ALERT_DETAIL_TYPES } from '../../lambda/alerts/alert.ts';
import { PARTNER_CENTRAL } from '../../lambda/apis/partner-central.ts';
import { ALERTS_PARTITION, AlertEnvironment, type DigestInput } from '../../lambda/core/contract.ts';
import type { IEngagementFeed } from '../feed/engagement-feed.ts';
import { FeedFunction } from '../functions/feed-function.ts';
import { acknowledge } from '../security/acknowledge.ts';
import { onlyValues } from '../security/conditions.ts';
import { deadLetterQueue } from '../security/dead-letter-queue.ts';
import { functionTarget } from '../sync/scope-schedule.ts';
import { indexArn, TABLE_KEY_ACTIONS } from '../sync/snapshot-table.ts';
import type { AlertPlan } from './alert-props.ts';
import { alertTopic } from './topics.ts';

/** An alert that arrives after a day, the default, may be about an invitation that is gone. */
const WORTH_TELLING_FOR = Duration.hours(2);
const DIGEST_DAYS = { daily: 1, weekly: 7 } as const;

/**
 * All invitations of a catalog. The account is left empty in AWS's own events:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awspartnercentral.html
 */
const invitationArns = (catalog: string) =>
  `arn:aws:partnercentral:${PARTNER_CENTRAL.region()}:*:catalog/${catalog}/engagement-invitation/*`;

export interface AlertsProps extends AlertPlan {
  readonly feed: IEngagementFeed;
  readonly alertTopic: Topic;
  readonly table: Table;
  readonly encryptionKey: IKey | undefined;
}

/** Tells people, by mail and chat, of invitations to them: a rule, the function that writes, and a schedule for the digest. */
export class Alerts extends Construct {
  readonly chatTopic: Topic | undefined;
  /** Gets the alerts that could not be sent. */
  readonly deadLetterQueue: Queue;
  /** Writes the alerts. Call it with `{"test": true}` to see whether a mail arrives. */
  readonly function: FeedFunction;
  /** Has the function called; absent where only a digest is written. */
  readonly rule: Rule | undefined;

  constructor(parent: Construct, id: string, props: AlertsProps) {
    super(parent, id);
    const {
      feed,
      table,
      encryptionKey,
      catalogs,
      on,
      scopes,
      timeZone = 'UTC',
      details = false,
      digest = 'off',
    } = props;
    this.chatTopic = props.chat ? alertTopic(this, 'ChatTopic', { encryptionKey }) : undefined;
    this.deadLetterQueue = deadLetterQueue(this, 'DeadLetterQueue', encryptionKey);
    const topics = [props.alertTopic, ...(this.chatTopic ? [this.chatTopic] : [])];
    this.function = new FeedFunction(this, 'Function', {
      handler: 'alerts',
      // Less than the minute that Lambda waits before it tries again: by then, a run that timed out has let go.
      timeout: Duration.seconds(30),
      maxEventAge: WORTH_TELLING_FOR,
      retryAttempts: 2,
      onFailure: new SqsDestination(this.deadLetterQueue),
      environment: {
        [AlertEnvironment.tableName]: table.tableName,
        [AlertEnvironment.alertTopicArn]: props.alertTopic.topicArn,
        [AlertEnvironment.chatTopicArn]: this.chatTopic?.topicArn ?? '',
        [AlertEnvironment.timeZone]: timeZone,
        [AlertEnvironment.details]: `${details}`,
        [AlertEnvironment.scopes]: JSON.stringify(scopes),
      } satisfies Record<(typeof AlertEnvironment)[keyof typeof AlertEnvironment], string>,
      encryptionKey,
    });
    this.#allow(props, topics);

    if (on.length > 0) {
      this.rule = feed.onEvent('Rule', {
        description: `Tells people of invitations: ${on.join(', ')}`,
        catalogs,
        participantRoles: ['RECEIVER'],
        eventPattern: { detailType: on.map((kind) => ALERT_DETAIL_TYPES[kind]) },
        crossStackScope: this,
        target: new LambdaFunction(this.function, {
          deadLetterQueue: this.deadLetterQueue,
          retryAttempts: 185,
          maxEventAge: WORTH_TELLING_FOR,
        }),
      });
      // Nobody wants last month's alerts again because a consumer needs its events. CDK's patterns do not know the field.
      (this.rule.node.defaultChild as CfnRule).addPropertyOverride('EventPattern.replay-name', [{ exists: false }]);
    }
    if (digest !== 'off') this.#schedule(digest, props);
  }

  #allow(
    { table, encryptionKey, scopes, catalogs, details = false, digest = 'off' }: AlertsProps,
    topics: readonly Topic[],
  ): void {
    const statements = [
      new PolicyStatement({ actions: ['sns:Publish'], resources: topics.map(({ topicArn }) => topicArn) }),
      // To remember what it has sent.
      new PolicyStatement({
        actions: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'].map((action) => `dynamodb:${action}`),
        resources: [table.tableArn],
        conditions: onlyValues('dynamodb:LeadingKeys', [ALERTS_PARTITION]),
      }),
    ];
    if (digest !== 'off') {
      statements.push(
        new PolicyStatement({
          actions: ['dynamodb:Query'],
          resources: [indexArn(table)],
          conditions: onlyValues('dynamodb:LeadingKeys', scopes),
        }),
      );
    }
    if (details) {
      const resources = catalogs.map(invitationArns);
      statements.push(
        new PolicyStatement({
          actions: ['partnercentral:GetEngagementInvitation'],
          resources,
          conditions: { StringEquals: { 'partnercentral:Catalog': catalogs } },
        }),
      );
      for (const arn of resources)
        acknowledge(this.function.role, `IAM5[Resource::${arn}]`, 'Whose ids are not known before.');
    }
    for (const statement of statements) this.function.addToRolePolicy(statement);
    if (!encryptionKey) return;
    encryptionKey.grant(this.function, ...TABLE_KEY_ACTIONS);
    for (const action of ['GenerateDataKey*', 'ReEncrypt*'])
      acknowledge(this.function.role, `IAM5[Action::kms:${action}]`, 'CDK grants it for the dead-letter queue.');
  }

  #schedule(digest: keyof typeof DIGEST_DAYS, { digestHour = 8, timeZone = 'UTC', encryptionKey }: AlertsProps): void {
    new Schedule(this, 'Digest', {
      description: `Has a ${digest} digest of invitations written`,
      schedule: ScheduleExpression.cron({
        minute: '0',
        hour: `${digestHour}`,
        ...(digest === 'weekly' && { weekDay: 'MON' }),
        timeZone: TimeZone.of(timeZone),
      }),
      target: functionTarget(this.function, {
        input: ScheduleTargetInput.fromObject({
          digest: { at: ContextAttribute.scheduledTime as string, days: DIGEST_DAYS[digest] },
        } satisfies DigestInput),
        deadLetterQueue: this.deadLetterQueue,
        encryptionKey,
      }),
    });
  }
}
