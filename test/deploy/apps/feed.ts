import { App, CfnOutput } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { EngagementSync } from '../../../lib/engagement-sync.ts';
import { EngagementSyncStack } from '../../../lib/engagement-sync-stack.ts';

/*
 * The stack that is deployed to AWS, with two additions: queues that show the test the events that arrive, and environment
 * variables that direct the functions to stand-ins of the list APIs, which MiniStack does not have.
 */
const app = new App();
const stack = new EngagementSyncStack(app, 'EngagementSync');
const sync = stack.node.findChild('Sync') as EngagementSync;

for (const name of ['AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING', 'AWS_ENDPOINT_URL_SSM_CONTACTS']) {
  for (const syncFunction of sync.functions) syncFunction.addEnvironment(name, process.env[name] ?? '');
}

const events = new Queue(stack, 'Events');
const target = new SqsQueue(events);
sync.onInvitationCreated('Created', { target });
sync.onInvitationAccepted('Accepted', { target });
sync.onInvitationExpiring('Expiring', { target });
sync.onEngagementStarted('Started', { target });
new CfnOutput(stack, 'EventsQueue', { value: events.queueUrl });

const wakeUps = sync.node.findChild('NativeWakeUp').node.findChild('Queue') as Queue;
new CfnOutput(stack, 'WakeUpsQueue', { value: wakeUps.queueUrl });

const alerts = new Queue(stack, 'Alerts');
sync.alertTopic.addSubscription(new SqsSubscription(alerts));
new CfnOutput(stack, 'AlertsQueue', { value: alerts.queueUrl });
