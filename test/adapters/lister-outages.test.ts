import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callBudget } from '../../lambda/adapters/call-limit.ts';
import { contactEngagementLister } from '../../lambda/apis/contact-engagement-lister.ts';
import { invitationLister } from '../../lambda/apis/invitation-lister.ts';
import type { Fault } from '../../local/aws/faults.ts';
import { IncidentManager } from '../../local/aws/incident-manager.ts';
import { PartnerCentral } from '../../local/aws/partner-central.ts';
import { ServiceError } from '../../local/aws/service-error.ts';

const partnerCentral = new PartnerCentral({ rateLimit: 'off' });
const incidentManager = new IncidentManager();
/** Begins an answer, and never ends it. */
let halfAnswersBegun = 0;
const halfAnswers = createServer((_, response) => {
  halfAnswersBegun += 1;
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).write('{"EngagementInvitationSumm');
});

/** The requests of one test run beside those of another, since waiting is most of what they do: the token tells whose. */
const faultsOf = new Map<string, Fault[]>();
const requestsOf = (token: string, from: PartnerCentral | IncidentManager = partnerCentral) =>
  from.requests.filter(({ input }) => input.NextToken === token).length;

const DONE = { EngagementInvitationSummaries: [{ Id: 'found' }], Engagements: [{ EngagementArn: 'found' }] };

beforeAll(async () => {
  for (const service of [partnerCentral, incidentManager]) {
    service.faults = ({ input }) => faultsOf.get(String(input.NextToken))?.shift() ?? { body: DONE };
  }
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  process.env.AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING = await partnerCentral.start();
  process.env.AWS_ENDPOINT_URL_SSM_CONTACTS = await incidentManager.start();
});
afterAll(async () => {
  halfAnswers.closeAllConnections();
  halfAnswers.close();
  await Promise.all([partnerCentral.stop(), incidentManager.stop()]);
});

const throttled = new ServiceError('ThrottlingException', 429, { Message: 'Rate exceeded' });
const broken = new ServiceError('InternalServerException', 500, { Message: 'Broken' });

const listInvitations = (token: string, faults: readonly Fault[], timeLeftMs?: number) => {
  faultsOf.set(token, [...faults]);
  return invitationLister('AWS', 'RECEIVER', callBudget(1000)).listPage({
    token,
    ...(timeLeftMs !== undefined && { timeLeftMs }),
  });
};
const listEngagements = (token: string, faults: readonly Fault[], timeLeftMs?: number) => {
  faultsOf.set(token, [...faults]);
  return contactEngagementLister('us-east-2', callBudget(1000)).listPage({
    token,
    ...(timeLeftMs !== undefined && { timeLeftMs }),
  });
};

describe.concurrent('a list that fails for a while', () => {
  it('is asked again when it throttles, and each call is counted', async () => {
    const page = await listInvitations('throttled', [throttled]);
    expect(page).toEqual({ items: [{ Id: 'found' }], apiCalls: 2, unreadableValues: 0 });
    expect(requestsOf('throttled')).toBe(2);
  });

  it('is asked again when it throttles: contact engagements', async () => {
    const page = await listEngagements('throttled contacts', [throttled]);
    expect(page).toMatchObject({ items: [{ EngagementArn: 'found' }], apiCalls: 2 });
    expect(requestsOf('throttled contacts', incidentManager)).toBe(2);
  });

  it('is asked again when it breaks three times', async () => {
    const page = await listInvitations('broken', [broken, broken, broken]);
    expect(page).toEqual({ items: [{ Id: 'found' }], apiCalls: 4, unreadableValues: 0 });
    expect(requestsOf('broken')).toBe(4);
  });

  it('is asked again when the connection breaks', async () => {
    expect(await listInvitations('dropped', ['drop', 'drop'])).toMatchObject({ apiCalls: 3 });
    expect(await listEngagements('dropped contacts', ['drop'])).toMatchObject({ apiCalls: 2 });
  });
});

describe.concurrent('a list that fails for good', () => {
  it('is asked five times, and each call is counted', async () => {
    await expect(listInvitations('down', Array(9).fill(broken))).rejects.toMatchObject({
      name: 'ListingError',
      message:
        "Partner Central's ListEngagementInvitations (catalog AWS) could not be listed to its end " +
        '(InternalServerException: Broken)',
      apiCalls: 5,
    });
    expect(requestsOf('down')).toBe(5);
  });

  it('is asked five times: contact engagements', async () => {
    await expect(listEngagements('down contacts', Array(9).fill('drop'))).rejects.toMatchObject({
      name: 'ListingError',
      apiCalls: 5,
    });
    expect(requestsOf('down contacts', incidentManager)).toBe(5);
  });
});

const msOf = async (work: Promise<unknown>) => {
  const startedMs = performance.now();
  await work;
  return performance.now() - startedMs;
};

describe.concurrent('a list that hangs', () => {
  it.each([
    { name: 'invitations', list: listInvitations },
    { name: 'contact engagements', list: listEngagements },
  ])('is given up when time is over: $name', async ({ name, list }) => {
    const given = expect(list(`hang ${name}`, ['hang'], 1300)).rejects.toMatchObject({
      name: 'ListingError',
      message: expect.stringContaining('could not be listed to its end (AbortError'),
    });
    const ms = await msOf(given);
    expect(ms).toBeGreaterThanOrEqual(1290);
    expect(ms).toBeLessThan(3000);
  });

  it.each([5000.25, 1000.5, 44_990.75])('may have a fraction of a millisecond left: %f', async (timeLeftMs) => {
    expect(await listInvitations(`fraction ${timeLeftMs}`, [], timeLeftMs)).toMatchObject({ apiCalls: 1 });
    expect(await listEngagements(`fraction ${timeLeftMs}`, [], timeLeftMs)).toMatchObject({ apiCalls: 1 });
  });

  it.each([0, -5000, 1])('has a second at least, however short the time: %i ms', async (timeLeftMs) => {
    const given = expect(listInvitations(`short ${timeLeftMs}`, ['hang'], timeLeftMs)).rejects.toThrow('AbortError');
    expect(await msOf(given)).toBeGreaterThanOrEqual(950);
  });
});

describe('a list that hangs in the middle of an answer', () => {
  it('is given up when time is over', async () => {
    halfAnswers.listen(0, '127.0.0.1');
    await once(halfAnswers, 'listening');
    const { port } = halfAnswers.address() as AddressInfo;
    process.env.AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING = `http://127.0.0.1:${port}`;
    const given = listInvitations('half', [], 1000);
    const ms = await msOf(expect(given).rejects.toMatchObject({ name: 'ListingError' }));
    expect(halfAnswersBegun).toBe(1);
    expect(ms).toBeGreaterThanOrEqual(950);
    expect(ms).toBeLessThan(3000);
  });
});
