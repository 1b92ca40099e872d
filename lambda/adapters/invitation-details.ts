import { GetEngagementInvitationCommand, PartnerCentralSellingClient } from '@aws-sdk/client-partnercentral-selling';
import { PARTNER_CENTRAL } from '../apis/partner-central.ts';

/** A mail does not wait for longer. */
const TIMEOUT_MS = 2000;

/** Asks Partner Central for one invitation. A call counts against the quota of the list, so there is one attempt only. */
export function invitationDetails() {
  const client = new PartnerCentralSellingClient({ region: PARTNER_CENTRAL.region(), maxAttempts: 1 });
  return (catalog: string, id: string): Promise<unknown> =>
    client.send(new GetEngagementInvitationCommand({ Catalog: catalog, Identifier: id }), {
      abortSignal: AbortSignal.timeout(TIMEOUT_MS),
    });
}
