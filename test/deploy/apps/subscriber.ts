import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { EngagementSync } from '../../../lib/index.ts';

/** A stack that knows nothing of the other one but where it publishes its bus. */
const stack = new Stack(new App(), 'Subscriber');
const accepted = new Queue(stack, 'Accepted');
const feed = EngagementSync.fromParameters(stack, 'Feed');
feed.onInvitationAccepted('Accepted', { participantRoles: ['RECEIVER'], target: new SqsQueue(accepted) });
new CfnOutput(stack, 'AcceptedQueue', { value: accepted.queueUrl });
