import { DAY_MS, START_MS } from './feed.ts';

/** An invitation's id in Partner Central's form: 13 characters after the prefix. */
export const invitationId = (number: number) => `engi-${String(number).padStart(13, '0')}`;

/** A PENDING invitation of the RECEIVER list on the wire: sent at START_MS less `ageMs`, expires after 15 days. */
export function invitation(number: number, members: Record<string, unknown> = {}, ageMs = number * 60_000) {
  const sentMs = START_MS - ageMs;
  const id = invitationId(number);
  return {
    Id: id,
    Catalog: 'AWS',
    Arn: `arn:aws:partnercentral:us-east-1::catalog/AWS/engagement-invitation/${id}`,
    EngagementId: `eng-${String(number).padStart(14, '0')}`,
    EngagementTitle: `Title ${number}`,
    Status: 'PENDING',
    PayloadType: 'OpportunityInvitation',
    ParticipantType: 'RECEIVER',
    InvitationDate: new Date(sentMs).toISOString(),
    ExpirationDate: new Date(sentMs + 15 * DAY_MS).toISOString(),
    SenderAwsAccountId: 'AWS',
    SenderCompanyName: 'AWS',
    Receiver: { Account: { AwsAccountId: '123456789012', Alias: 'partner' } },
    ...members,
  };
}

export const engagementArn = (number: number) =>
  `arn:aws:ssm-contacts:us-east-2:111122223333:engagement/akuam/00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A contact engagement on the wire: started at START_MS less `ageMs`, not stopped. */
export function engagement(number: number, members: Record<string, unknown> = {}, ageMs = number * 60_000) {
  return {
    EngagementArn: engagementArn(number),
    ContactArn: 'arn:aws:ssm-contacts:us-east-2:111122223333:contact/akuam',
    Sender: 'cli',
    StartTime: (START_MS - ageMs) / 1000,
    ...members,
  };
}
