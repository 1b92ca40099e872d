import {
  type InvitationExpiringEvent,
  isEngagementSyncEvent,
  isInvitationExpiring,
  jsonSchemas,
} from 'engagement-sync/events';
import schema from 'engagement-sync/schemas/EngagementInvitationExpiring.json' with { type: 'json' };

function minutesLeft(event: unknown): number | undefined {
  if (!isInvitationExpiring(event)) return undefined;
  const expiring: InvitationExpiringEvent = event;
  const title: string | undefined = expiring.detail.engagementInvitation.engagementTitle;
  // @ts-expect-error: there is no such field
  const misspelt = expiring.detail.engagementInvitation.titel;
  return title === misspelt ? expiring.detail.expiry.secondsRemaining / 60 : undefined;
}

function about(event: unknown): string | undefined {
  if (!isEngagementSyncEvent(event)) return undefined;
  if (event['detail-type'] === 'Sync Completed') return event.detail.sync.scope;
  if (event['detail-type'] === 'Contact Engagement Started') return event.detail.engagement.arn;
  return event['detail-type'];
}

const [event = ''] = process.argv.slice(2);
process.stdout.write(
  JSON.stringify({
    minutesLeft: minutesLeft(JSON.parse(event)),
    about: about(JSON.parse(event)),
    schemas: Object.keys(jsonSchemas).length,
    title: schema.title,
  }),
);
