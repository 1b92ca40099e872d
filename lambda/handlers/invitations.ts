import {
  ListEngagementInvitationsCommand,
  type ListEngagementInvitationsCommandInput,
  PartnerCentralSellingClient,
} from '@aws-sdk/client-partnercentral-selling';
import { LIST_CLIENT } from '../adapters/clients.ts';
import type { OpenList } from '../adapters/lister.ts';
import { invitations } from '../apis/invitations.ts';
import { syncHandler } from './sync-handler.ts';

export const openList: OpenList = (region, prepare) => {
  const client = new PartnerCentralSellingClient({ region, ...LIST_CLIENT });
  prepare(client.middlewareStack);
  return (input, options) =>
    client.send(new ListEngagementInvitationsCommand(input as ListEngagementInvitationsCommandInput), options);
};

export const handler = syncHandler(invitations, openList);
