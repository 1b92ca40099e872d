import type { InvitationEvent } from '../../lambda/alerts/alert.ts';
import type { Fields } from '../../lambda/core/fields.ts';

export const INVITATION: Fields = {
  id: 'engi-a7r3kd9w1hn4s',
  arn: 'arn:aws:partnercentral:us-east-1::catalog/AWS/engagement-invitation/engi-a7r3kd9w1hn4s',
  engagementId: 'eng-a7r3kd9w1hn4s0',
  engagementTitle: 'Cloud migration for a retailer',
  status: 'PENDING',
  payloadType: 'OpportunityInvitation',
  participantType: 'Receiver',
  invitationDate: '2021-05-17T09:10:00.000Z',
  expirationDate: '2021-05-24T18:00:00.000Z',
  senderAccountId: '444455556666',
  senderCompanyName: 'Octank',
};

/** @param name of the detail-type, such as `Expiring` */
export const eventOf = (name: string, fields: Fields = {}, metadata: object = {}): InvitationEvent => ({
  'detail-type': `Engagement Invitation ${name}`,
  detail: {
    metadata: { eventId: `event-${name}`, ...metadata },
    catalog: 'AWS',
    engagementInvitation: { ...INVITATION, ...fields },
  },
});
