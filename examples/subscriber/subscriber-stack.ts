import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { EngagementSync } from 'engagement-sync';
import { LogGroupTarget } from './log-group-target.ts';
import { REMINDERS_USEFUL_FOR, ReminderFunction } from './reminder-function.ts';

const SAFE = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
const KEPT_LONG = { ...SAFE, retentionPeriod: Duration.days(14) };

export class SubscriberStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const feed = EngagementSync.fromParameters(this, 'Feed');
    // The feed's guarantees end at its bus. What a target does not take ends here, and not nowhere.
    const deadLetterQueue = new Queue(this, 'Undelivered', KEPT_LONG);

    const accepted = new Queue(this, 'Accepted', {
      ...SAFE,
      deadLetterQueue: { queue: new Queue(this, 'AcceptedFailed', KEPT_LONG), maxReceiveCount: 5 },
    });
    const toQueue = new SqsQueue(accepted, { deadLetterQueue });
    feed.onInvitationAccepted('InvitationAccepted', { target: toQueue });
    // Sent and accepted between two syncs: the first event of such an invitation is that it was created.
    const eventPattern = { detail: { engagementInvitation: { status: ['ACCEPTED'] } } };
    feed.onInvitationCreated('InvitationCreatedAccepted', { target: toQueue, eventPattern });

    const reminder = new ReminderFunction(this, 'Reminder', deadLetterQueue);
    const toFunction = new LambdaFunction(reminder, { deadLetterQueue, maxEventAge: REMINDERS_USEFUL_FOR });
    feed.onInvitationExpiring('InvitationExpiring', { participantRoles: ['RECEIVER'], target: toFunction });

    const contactEngagements = new LogGroup(this, 'ContactEngagements', {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const toLog = new LogGroupTarget(contactEngagements, deadLetterQueue);
    feed.onEngagementStarted('EngagementStarted', { target: toLog });
    feed.onEngagementStopped('EngagementStopped', { target: toLog });

    new CfnOutput(this, 'AcceptedQueueUrl', { value: accepted.queueUrl });
    new CfnOutput(this, 'ReminderFunctionName', { value: reminder.functionName });
    new CfnOutput(this, 'ContactEngagementsLogGroupName', { value: contactEngagements.logGroupName });
  }
}
