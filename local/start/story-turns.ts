import type { World } from '../aws/world.ts';

/** A change to the world at a moment of the story (ISO 8601 UTC). */
export type Turn = (world: World, at: string) => void;

/** An invitation that we receive. */
export interface Invitation {
  readonly id: string;
  readonly engagementId: string;
  readonly title: string;
  readonly from: { readonly account: string; readonly company: string };
  readonly payloadType: 'OpportunityInvitation' | 'LeadInvitation';
  /** ISO 8601 UTC */
  readonly expires: string;
}

/** A contact or an escalation plan of Incident Manager that is engaged. */
export interface Page {
  readonly arn: string;
  readonly contactArn: string;
  readonly sender: string;
}

const RECEIVER = { AwsAccountId: '111122223333', Alias: 'Example Corp' };

export const invited =
  ({ id, engagementId, title, from, payloadType, expires }: Invitation): Turn =>
  ({ partnerCentral }, at) =>
    partnerCentral.invite({
      Id: id,
      Catalog: 'AWS',
      Arn: `arn:aws:partnercentral:us-east-1::catalog/AWS/engagement-invitation/${id}`,
      EngagementId: engagementId,
      EngagementTitle: title,
      Status: 'PENDING',
      PayloadType: payloadType,
      ParticipantType: 'RECEIVER',
      InvitationDate: at,
      ExpirationDate: expires,
      SenderAwsAccountId: from.account,
      SenderCompanyName: from.company,
      Receiver: { Account: RECEIVER },
    });

const changed =
  ({ id }: Invitation, members: Readonly<Record<string, string>>): Turn =>
  ({ partnerCentral }) =>
    partnerCentral.change(id, members);

export const accepted = (invitation: Invitation) => changed(invitation, { Status: 'ACCEPTED' });
export const rejected = (invitation: Invitation) => changed(invitation, { Status: 'REJECTED' });
export const renamed = (invitation: Invitation, title: string) => changed(invitation, { EngagementTitle: title });
export const extended = (invitation: Invitation, expires: string) => changed(invitation, { ExpirationDate: expires });

export const paged =
  ({ arn, contactArn, sender }: Page): Turn =>
  ({ incidentManager }, at) =>
    incidentManager.engage({
      EngagementArn: arn,
      ContactArn: contactArn,
      Sender: sender,
      StartTime: epochSeconds(at),
    });

export const stopped =
  ({ arn }: Page): Turn =>
  ({ incidentManager }, at) =>
    incidentManager.change(arn, { StopTime: epochSeconds(at) });

const epochSeconds = (at: string) => Date.parse(at) / 1000;
