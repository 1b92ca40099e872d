import { type App, Duration, Stack } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { EngagementSync, type EngagementSyncProps, type IEngagementFeed, type InvitationsProps } from 'engagement-sync';

const invitations: InvitationsProps = { catalogs: ['AWS'], rate: Duration.minutes(10) };
const props: EngagementSyncProps = { invitations, engagements: false };

export class PartnerStack extends Stack {
  constructor(app: App) {
    super(app, 'Partner');
    const feed: IEngagementFeed = new EngagementSync(this, 'Sync', props);
    const target = new SqsQueue(new Queue(this, 'ToAnswer'));
    feed.onInvitationExpiring('ToAnswerSoon', { participantRoles: ['RECEIVER'], target });
  }
}
