import { App, Duration, Stack } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { EngagementSync } from 'engagement-sync';

const app = new App();
const stack = new Stack(app, 'Partner');
const invitations = { catalogs: ['AWS'], rate: Duration.minutes(10) };
const sync = new EngagementSync(stack, 'Sync', { invitations, engagements: false });
const target = new SqsQueue(new Queue(stack, 'ToAnswer'));
sync.onInvitationExpiring('ToAnswerSoon', { participantRoles: ['RECEIVER'], target });
app.synth();
