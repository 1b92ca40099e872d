import { contactEngagementScope } from '../../lambda/apis/contact-engagements.ts';
import { invitationScope, PARTICIPANT_ROLES } from '../../lambda/apis/invitations.ts';
import { CATALOGS } from '../../lambda/apis/partner-central.ts';
import type { DeliveredEvent } from '../../local/aws/event-bus.ts';
import { engagement, engagementArn, invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, Feed, HOUR_MS, START_MS } from '../support/feed.ts';

/** The API may leave the payload type out. */
const PAYLOAD_TYPES = ['OpportunityInvitation', 'LeadInvitation', undefined];
const EXPIRES_AT_MS = START_MS + 15 * DAY_MS;
/** AWS writes its own alias in either case. */
const SENDERS = ['AWS', 'aws', '444455556666'];
/** The outcome of an invitation. The last two stay open until they expire after their warnings. */
const FATES = [
  { Status: 'ACCEPTED' },
  { Status: 'REJECTED' },
  { Status: 'IN_REVIEW' },
  { EngagementTitle: 'Another title' },
  { ExpirationDate: new Date(EXPIRES_AT_MS + 60_000).toISOString() },
];
const LISTS = CATALOGS.flatMap((Catalog) => PARTICIPANT_ROLES.map((ParticipantType) => ({ Catalog, ParticipantType })));
const SCOPES = [
  ...LISTS.map(({ Catalog, ParticipantType }) => invitationScope(Catalog, ParticipantType)),
  contactEngagementScope('us-east-2'),
];

/** The events that the real pipeline publishes in a world in which everything happens. */
export async function publishedEvents(): Promise<readonly DeliveredEvent[]> {
  const feed = await Feed.start({ announceCompletion: true });
  try {
    const { partnerCentral, incidentManager, eventBus } = feed.world;
    const pipeline = feed.pipeline();
    const syncAll = async () => {
      for (const scope of SCOPES) await pipeline.sync(scope);
    };
    await syncAll();

    const invited = LISTS.flatMap((list) =>
      PAYLOAD_TYPES.flatMap((PayloadType, index) =>
        SENDERS.flatMap((SenderAwsAccountId) =>
          FATES.map((fate) => {
            const members = { ...list, PayloadType, SenderAwsAccountId, EngagementId: `eng-${index}` };
            return { fate, members };
          }),
        ),
      ),
    );
    for (const [number, { members }] of invited.entries()) partnerCentral.invite(invitation(number, members, 0));
    incidentManager.engage(engagement(1, { IncidentId: 'incident-1' }));
    incidentManager.engage(engagement(2, { ContactArn: `${engagement(1).ContactArn}-2` }));
    await syncAll();

    for (const [number, { fate }] of invited.entries()) partnerCentral.change(invitationId(number), fate);
    for (const number of [1, 2]) incidentManager.change(engagementArn(number), { StopTime: START_MS / 1000 });
    await syncAll();

    for (const beforeMs of [2 * DAY_MS, 12 * HOUR_MS, HOUR_MS, -HOUR_MS]) {
      feed.clock.advance(EXPIRES_AT_MS - beforeMs - feed.clock.nowMs());
      await syncAll();
    }
    return eventBus.events;
  } finally {
    await feed.stop();
  }
}

/** The same events: replayed from an archive, and as published by others on the same bus. */
export const variantsOf = (events: readonly DeliveredEvent[]): readonly DeliveredEvent[] =>
  events.flatMap((event) => [
    event,
    { ...event, 'replay-name': 'a-replay' },
    { ...event, source: 'aws.partnercentral-selling' },
    { ...withoutRole(event), source: 'aws.partnercentral-selling' },
    { ...event, source: 'engagement-sync.staging' },
  ]);

/** An invitation for which AWS does not tell the list. */
function withoutRole(event: DeliveredEvent): DeliveredEvent {
  const { participantType: _, ...engagementInvitation } = { ...(event.detail.engagementInvitation as object) } as {
    participantType?: string;
  };
  return {
    ...event,
    detail: { ...event.detail, ...(event.detail.engagementInvitation !== undefined && { engagementInvitation }) },
  };
}
