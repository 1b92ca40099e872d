import { ListEngagementInvitationsCommand } from '@aws-sdk/client-partnercentral-selling';
import { ListEngagementsCommand } from '@aws-sdk/client-ssm-contacts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTurn } from '../../local/faults.ts';
import { IncidentManager } from '../../local/incident-manager.ts';
import { PartnerCentral } from '../../local/partner-central.ts';
import { ServiceError } from '../../local/service-error.ts';
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

describe('wire', () => {
  const TARGET = 'AWSPartnerCentralSelling.ListEngagementInvitations';
  const post = (headers: Record<string, string>, body = JSON.stringify(RECEIVED)) =>
    fetch(endpoint, { method: 'POST', headers: { 'x-amz-target': TARGET, authorization: 'AWS4', ...headers }, body });

  it('answers a signed request, ignoring members it does not know', async () => {
    const response = await post({}, JSON.stringify({ ...RECEIVED, Unknown: 1 }));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.0');
    expect(await response.json()).toEqual({ EngagementInvitationSummaries: [{ Id: 'a', ...RECEIVED }] });
  });

  it('speaks awsJson1_1 for Incident Manager', async () => {
    const incidentManager = new IncidentManager();
    const response = await fetch(await incidentManager.start(), {
      method: 'POST',
      headers: { 'x-amz-target': 'SSMContacts.ListEngagements', authorization: 'AWS4' },
      body: '{}',
    });
    expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.1');
    await incidentManager.stop();
  });

  it.each([
    { name: 'an unsigned request', headers: { authorization: '' }, error: 'MissingAuthenticationTokenException' },
    {
      name: 'another operation',
      headers: { 'x-amz-target': 'AWSPartnerCentralSelling.ListEngagements' },
      error: 'UnknownOperationException',
    },
    {
      name: 'another service',
      headers: { 'x-amz-target': 'SSMContacts.ListEngagementInvitations' },
      error: 'UnknownOperationException',
    },
    { name: 'no target', headers: { 'x-amz-target': '' }, error: 'UnknownOperationException' },
    { name: 'no JSON', headers: {}, body: '{', error: 'SerializationException' },
    { name: 'JSON that is no object', headers: {}, body: '[]', error: 'ValidationException' },
  ])('refuses $name', async ({ headers, body, error }) => {
    const response = await post(headers as Record<string, string>, body);
    expect(response.status).toBe(400);
    expect(response.headers.get('x-amzn-errortype')).toBe(error);
    expect(await response.json()).toMatchObject({ __type: error });
  });

  it('is found at / by POST only', async () => {
    const headers = { 'x-amz-target': TARGET, authorization: 'AWS4' };
    const responses = [
      await fetch(endpoint, { headers }),
      await fetch(`${endpoint}/other`, { method: 'POST', headers }),
    ];
    for (const response of responses) expect(await response.json()).toEqual({ __type: 'UnknownOperationException' });
  });

  it('records what it received', async () => {
    await send();
    await send();
    expect(partnerCentral.requests).toMatchObject([
      { number: 1, operation: 'ListEngagementInvitations', input: RECEIVED },
      { number: 2, operation: 'ListEngagementInvitations', input: RECEIVED },
    ]);
  });
});

describe('faults', () => {
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
});
