import { ListEngagementInvitationsCommand } from '@aws-sdk/client-partnercentral-selling';
import { ListEngagementsCommand } from '@aws-sdk/client-ssm-contacts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inTurn } from '../../../local/aws/faults.ts';
import { IncidentManager } from '../../../local/aws/incident-manager.ts';
import { PartnerCentral } from '../../../local/aws/partner-central.ts';
import { ServiceError } from '../../../local/aws/service-error.ts';
import { partnerCentralClient, ssmContactsClient } from './clients.ts';

const RECEIVED = { Catalog: 'AWS', ParticipantType: 'RECEIVER' } as const;
const listReceived = new ListEngagementInvitationsCommand(RECEIVED);
const internalError = new ServiceError('InternalServerException', 500, { Message: 'Broken' });

let partnerCentral: PartnerCentral;
let endpoint: string;

beforeEach(async () => {
  partnerCentral = new PartnerCentral({ rateLimit: 'off' });
  partnerCentral.invite({ Id: 'a', ...RECEIVED });
  endpoint = await partnerCentral.start();
});
afterEach(() => partnerCentral.stop());

const send = (options = {}) => partnerCentralClient(endpoint, options).send(listReceived);

it('asks for each request, and goes on when the SDK tries again', async () => {
  partnerCentral.faults = ({ number }) => (number === 1 ? internalError : undefined);
  const { EngagementInvitationSummaries, $metadata } = await send({ maxAttempts: 2 });
  expect(EngagementInvitationSummaries).toHaveLength(1);
  expect($metadata.attempts).toBe(2);
  expect(partnerCentral.requests).toHaveLength(2);
});

it('answers errors with their members and headers', async () => {
  const Reason = 'INCOMPATIBLE_BENEFIT_AWS_PARTNER_STATE';
  partnerCentral.faults = inTurn(new ServiceError('AccessDeniedException', 400, { Reason }, { 'x-why': 'test' }));
  await expect(send()).rejects.toMatchObject({
    name: 'AccessDeniedException',
    Reason,
    $response: { headers: { 'x-why': 'test' } },
  });
});

it('gives the SDK for contacts its RetryAfterSeconds', async () => {
  const incidentManager = new IncidentManager({
    faults: inTurn(new ServiceError('ThrottlingException', 429, { Message: 'Slow down', RetryAfterSeconds: 7 })),
  });
  const client = ssmContactsClient(await incidentManager.start());
  await expect(client.send(new ListEngagementsCommand({}))).rejects.toMatchObject({
    name: 'ThrottlingException',
    message: 'Slow down',
    RetryAfterSeconds: 7,
  });
  await incidentManager.stop();
});

it('hangs until the client gives up', async () => {
  partnerCentral.faults = inTurn('hang');
  await expect(send({ requestTimeoutMs: 40 })).rejects.toMatchObject({ name: 'TimeoutError' });
  expect((await send()).EngagementInvitationSummaries).toHaveLength(1);
});

it('stops though a request hangs', async () => {
  partnerCentral.faults = inTurn('hang');
  const refused = expect(send()).rejects.toThrow();
  while (partnerCentral.requests.length === 0) await new Promise(setImmediate);
  await partnerCentral.stop();
  await refused;
});

it.each(['drop', 'drop-after'] as const)('breaks the connection: %s', async (fault) => {
  partnerCentral.faults = inTurn(fault);
  await expect(send()).rejects.toMatchObject({ code: 'ECONNRESET' });
});

it('does the work before drop-after, and not before drop', async () => {
  let nowMs = 0;
  const reads: string[] = [];
  await partnerCentral.stop();
  const clock = () => {
    reads.push('read');
    return nowMs++;
  };
  partnerCentral = new PartnerCentral({ rateLimit: 'off', nowMs: clock, faults: inTurn('drop', 'drop-after') });
  endpoint = await partnerCentral.start();
  await expect(send()).rejects.toThrow();
  expect(reads).toHaveLength(0);
  await expect(send()).rejects.toThrow();
  expect(reads).toHaveLength(1);
});

it('answers late', async () => {
  partnerCentral.faults = inTurn({ delayMs: 60 });
  const startedMs = performance.now();
  expect((await send()).EngagementInvitationSummaries).toHaveLength(1);
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(55);
});

it('answers another body', async () => {
  partnerCentral.faults = inTurn({ body: { EngagementInvitationSummaries: [{ Id: 'odd' }], NextToken: '' } });
  expect((await send()).EngagementInvitationSummaries).toEqual([{ Id: 'odd' }]);
});

it('tells of a fault source that fails itself', async () => {
  partnerCentral.faults = () => {
    throw new Error('a mistake in the test');
  };
  await expect(send()).rejects.toThrow('a mistake in the test');
});
