import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { EngagementSync } from 'engagement-sync';

const SAFE = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
const KEPT_LONG = { ...SAFE, retentionPeriod: Duration.days(14) };

export interface OtherAccountStackProps extends StackProps {
  /** Of the feed, in the account that publishes it. */
  readonly eventBusArn: string;
}

export class OtherAccountStack extends Stack {
  constructor(scope: Construct, id: string, { eventBusArn, ...props }: OtherAccountStackProps) {
    super(scope, id, props);
    const feed = EngagementSync.fromEventBusArn(this, 'Feed', eventBusArn);

    const expiring = new Queue(this, 'Expiring', {
      ...SAFE,
      deadLetterQueue: { queue: new Queue(this, 'ExpiringFailed', KEPT_LONG), maxReceiveCount: 5 },
    });
    const deadLetterQueue = new Queue(this, 'Undelivered', KEPT_LONG);
    feed.onInvitationExpiring('InvitationExpiring', {
      participantRoles: ['RECEIVER'],
      target: new SqsQueue(expiring, { deadLetterQueue }),
    });

    new CfnOutput(this, 'ExpiringQueueUrl', { value: expiring.queueUrl });
    // For alarms: each holds the events that one hop could not deliver.
    new CfnOutput(this, 'UnrelayedQueueName', { value: feed.deadLetterQueue.queueName });
    new CfnOutput(this, 'UndeliveredQueueName', { value: deadLetterQueue.queueName });
  }
}
