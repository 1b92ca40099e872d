import { GetEngagementInvitationCommand, PartnerCentralSellingClient } from '@aws-sdk/client-partnercentral-selling';
import { PARTNER_CENTRAL } from '../apis/partner-central.ts';

/** A mail waits no longer for the details. */
const TIMEOUT_MS = 2000;

/** Asks Partner Central for one invitation. Makes only one attempt, because a call counts against the quota of the list. */
export function invitationDetails() {
  const client = new PartnerCentralSellingClient({ region: PARTNER_CENTRAL.region(), maxAttempts: 1 });
  return (catalog: string, id: string): Promise<unknown> =>
    client.send(new GetEngagementInvitationCommand({ Catalog: catalog, Identifier: id }), {
      abortSignal: AbortSignal.timeout(TIMEOUT_MS),
    });
}
