import type { Fault } from '../../../local/aws/faults.ts';
import type { ListService } from '../../../local/aws/list-service.ts';
import { ServiceError } from '../../../local/aws/service-error.ts';
import { engagement, invitation } from '../../support/builders.ts';
import { CONTACT_ENGAGEMENTS, INVITATIONS, leadTo, listerOf, stopped, type WireApi } from '../../support/wire-apis.ts';
import type { ListerUnderTest } from './lister-under-test.ts';

const broken = new ServiceError('InternalServerException', 500, { Message: 'Broken' });
const denied = new ServiceError('AccessDeniedException', 400, { Message: 'No' });

async function overTheWire(wire: WireApi, service: ListService, add: ListerUnderTest['add']): Promise<ListerUnderTest> {
  const faults: Fault[] = [];
  service.faults = () => faults.shift();
  leadTo(await service.start(), wire);
  return {
    lister: listerOf(wire),
    add,
    expireTokens: () => service.expireTokens(),
    failNext: (attempts) => void faults.push(...Array<Fault>(attempts).fill(broken)),
    denyNext: () => void faults.push(denied),
    close: () => stopped(service, wire),
  };
}

/** The real lister, and the stand-in for Partner Central. */
export async function wireInvitations(): Promise<ListerUnderTest> {
  const service = INVITATIONS.newService();
  return overTheWire(INVITATIONS, service, (Id, ageMs) =>
    service.invite(invitation(0, { Id, ...(ageMs === undefined && { InvitationDate: undefined }) }, ageMs)),
  );
}

/** The real lister, and the stand-in for Incident Manager. */
export async function wireEngagements(): Promise<ListerUnderTest> {
  const service = CONTACT_ENGAGEMENTS.newService();
  return overTheWire(CONTACT_ENGAGEMENTS, service, (EngagementArn, ageMs) =>
    service.engage(engagement(0, { EngagementArn, ...(ageMs === undefined && { StartTime: undefined }) }, ageMs)),
  );
}
