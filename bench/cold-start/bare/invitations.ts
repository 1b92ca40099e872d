import { ListEngagementInvitationsCommand, PartnerCentralSellingClient } from '@aws-sdk/client-partnercentral-selling';
import { bareHandler } from './bare-handler.ts';

export const handler = bareHandler(PartnerCentralSellingClient, ListEngagementInvitationsCommand);
