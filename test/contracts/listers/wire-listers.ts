import { callBudget } from '../../../lambda/adapters/call-limit.ts';
import { contactEngagementLister } from '../../../lambda/apis/contact-engagement-lister.ts';
import { invitationLister } from '../../../lambda/apis/invitation-lister.ts';
import type { Lister } from '../../../lambda/ports.ts';
import type { Fault } from '../../../local/aws/faults.ts';
import { IncidentManager } from '../../../local/aws/incident-manager.ts';
import { PartnerCentral } from '../../../local/aws/partner-central.ts';
import { ServiceError } from '../../../local/aws/service-error.ts';
import { engagement, invitation } from '../../support/builders.ts';
import type { ListerUnderTest } from './lister-under-test.ts';

const broken = new ServiceError('InternalServerException', 500, { Message: 'Broken' });
const denied = new ServiceError('AccessDeniedException', 400, { Message: 'No' });

function overTheWire(
  service: PartnerCentral | IncidentManager,
  endpointVariable: string,
  lister: Lister,
  add: ListerUnderTest['add'],
): ListerUnderTest {
  const faults: Fault[] = [];
  service.faults = () => faults.shift();
  return {
    lister,
    add,
    expireTokens: () => service.expireTokens(),
    failNext: (attempts) => void faults.push(...Array<Fault>(attempts).fill(broken)),
    denyNext: () => void faults.push(denied),
    async close() {
      delete process.env[endpointVariable];
      await service.stop();
    },
  };
}

function useLocalKeys(): void {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_REGION: 'us-east-1' });
}

/** The real lister, and the stand-in for Partner Central. */
export async function wireInvitations(): Promise<ListerUnderTest> {
  const service = new PartnerCentral({ rateLimit: 'off' });
  useLocalKeys();
  process.env.AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING = await service.start();
  return overTheWire(
    service,
    'AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING',
    invitationLister('AWS', 'RECEIVER', callBudget(1000)),
    (id, ageMs) =>
      service.invite(invitation(0, { Id: id, ...(ageMs === undefined && { InvitationDate: undefined }) }, ageMs)),
  );
}

/** The real lister, and the stand-in for Incident Manager. */
export async function wireEngagements(): Promise<ListerUnderTest> {
  const service = new IncidentManager();
  useLocalKeys();
  process.env.AWS_ENDPOINT_URL_SSM_CONTACTS = await service.start();
  return overTheWire(
    service,
    'AWS_ENDPOINT_URL_SSM_CONTACTS',
    contactEngagementLister('us-east-2', callBudget(1000)),
    (id, ageMs) =>
      service.engage(engagement(0, { EngagementArn: id, ...(ageMs === undefined && { StartTime: undefined }) }, ageMs)),
  );
}
