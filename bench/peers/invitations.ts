import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import {
  type EngagementInvitationSummary,
  type ListEngagementInvitationsCommandInput,
  PartnerCentralSellingClient,
  paginateListEngagementInvitations,
} from '@aws-sdk/client-partnercentral-selling';

/*
 * The common part of the three functions to compare with ours: the clients, the listing, and a table with the last state of
 * each invitation as JSON. They read the same input and variables as ours.
 */

const partnerCentral = new PartnerCentralSellingClient({});
export const dynamoDb = new DynamoDBClient({});
export const eventBridge = new EventBridgeClient({});
export const TABLE_NAME = process.env.TABLE_NAME ?? '';

/** `invitations/<catalog>/<participant role>` */
export interface Input {
  readonly scope: string;
}

export function listPages(
  { scope }: Input,
  filter: Pick<ListEngagementInvitationsCommandInput, 'Status'> = {},
): AsyncIterable<{ EngagementInvitationSummaries?: EngagementInvitationSummary[] | undefined }> {
  const [, Catalog, role] = scope.split('/');
  const ParticipantType = role === 'SENDER' ? 'SENDER' : 'RECEIVER';
  return paginateListEngagementInvitations(
    { client: partnerCentral, pageSize: 100 },
    { Catalog, ParticipantType, ...filter },
  );
}

export const keyOf = (id: string) => ({ pk: { S: id }, sk: { S: 'state' } });

export const itemOf = (id: string, state: string) => ({ ...keyOf(id), state: { S: state } });

export const eventOf = (
  invitation: EngagementInvitationSummary,
  before: string | undefined,
): PutEventsRequestEntry => ({
  EventBusName: process.env.EVENT_BUS_NAME,
  Source: 'bench',
  DetailType: before === undefined ? 'Invitation Created' : 'Invitation Changed',
  Detail: JSON.stringify({ invitation, ...(before !== undefined && { before: JSON.parse(before) }) }),
});
