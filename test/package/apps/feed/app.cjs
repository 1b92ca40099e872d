const { App, Duration, Stack } = require('aws-cdk-lib');
const { SqsQueue } = require('aws-cdk-lib/aws-events-targets');
const { Queue } = require('aws-cdk-lib/aws-sqs');
const { EngagementSync } = require('engagement-sync');

const app = new App();
const stack = new Stack(app, 'Partner');
const invitations = { catalogs: ['AWS'], rate: Duration.minutes(10) };
const sync = new EngagementSync(stack, 'Sync', { invitations, engagements: false });
const target = new SqsQueue(new Queue(stack, 'ToAnswer'));
sync.onInvitationExpiring('ToAnswerSoon', { participantRoles: ['RECEIVER'], target });
app.synth();
