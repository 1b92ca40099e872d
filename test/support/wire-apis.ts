import { callBudget } from '../../lambda/adapters/call-limit.ts';
import { lister, type OpenList } from '../../lambda/adapters/lister.ts';
import { contactEngagements } from '../../lambda/apis/contact-engagements.ts';
import { invitations } from '../../lambda/apis/invitations.ts';
import type { Api } from '../../lambda/core/api.ts';
import { openList as openContactEngagements } from '../../lambda/handlers/contact-engagements.ts';
import { openList as openInvitations } from '../../lambda/handlers/invitations.ts';
import type { Lister } from '../../lambda/ports.ts';
import { IncidentManager } from '../../local/aws/incident-manager.ts';
import type { ListService } from '../../local/aws/list-service.ts';
import { PartnerCentral } from '../../local/aws/partner-central.ts';
import { OHIO, RECEIVER } from './feed.ts';

/** A list API on the wire: the client of its function, and a stand-in for AWS. */
export interface WireApi<Service extends ListService = ListService> {
  readonly api: Api;
  readonly openList: OpenList;
  readonly scope: string;
  /** The environment variable that tells the client where the service is */
  readonly endpointVariable: string;
  newService(): Service;
}

export const INVITATIONS: WireApi<PartnerCentral> = {
  api: invitations,
  openList: openInvitations,
  scope: RECEIVER,
  endpointVariable: 'AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING',
  newService: () => new PartnerCentral({ rateLimit: 'off' }),
};

export const CONTACT_ENGAGEMENTS: WireApi<IncidentManager> = {
  api: contactEngagements,
  openList: openContactEngagements,
  scope: OHIO,
  endpointVariable: 'AWS_ENDPOINT_URL_SSM_CONTACTS',
  newService: () => new IncidentManager(),
};

/** Makes new clients call this address. The function runs in a region that no scope is in. */
export function leadTo(url: string, { endpointVariable }: WireApi): void {
  const keys = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_REGION: 'eu-west-1' };
  Object.assign(process.env, keys, { [endpointVariable]: url });
}

export async function stopped(service: ListService, { endpointVariable }: WireApi): Promise<void> {
  delete process.env[endpointVariable];
  await service.stop();
}

/** The real lister, with a budget that no test uses up. */
export const listerOf = ({ api, openList, scope }: WireApi, budget = callBudget(1000)): Lister =>
  lister(api, openList, scope, budget);
