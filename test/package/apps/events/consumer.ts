import {
  type InvitationExpiringEvent,
  isEngagementSyncEvent,
  isInvitationExpiring,
  jsonSchemas,
} from 'engagement-sync/events';
import * as schema from 'engagement-sync/schemas/EngagementInvitationExpiring.json';

function minutesLeft(event: unknown): number | undefined {
  if (!isInvitationExpiring(event)) return undefined;
  const expiring: InvitationExpiringEvent = event;
  // @ts-expect-error: there is no such field
  const misspelt = expiring.detail.engagementInvitation.titel;
  return misspelt === undefined ? expiring.detail.expiry.secondsRemaining / 60 : undefined;
}

function about(event: unknown): string | undefined {
  if (!isEngagementSyncEvent(event)) return undefined;
  if (event['detail-type'] === 'Sync Completed') return event.detail.sync.scope;
  if (event['detail-type'] === 'Contact Engagement Started') return event.detail.engagement.arn;
  return event['detail-type'];
}

/** The handler of a function, which a rule calls. */
export const handler = async (event: unknown) => ({
  minutesLeft: minutesLeft(event),
  about: about(event),
  schemas: Object.keys(jsonSchemas).length,
  title: schema.title,
});
