import { ListEngagementInvitationsCommand } from '@aws-sdk/client-partnercentral-selling';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { IncidentManager } from '../../../local/aws/incident-manager.ts';
import { PartnerCentral } from '../../../local/aws/partner-central.ts';
import { partnerCentralClient } from './clients.ts';

const RECEIVED = { Catalog: 'AWS', ParticipantType: 'RECEIVER' } as const;
const listReceived = new ListEngagementInvitationsCommand(RECEIVED);

let partnerCentral: PartnerCentral;
let endpoint: string;

beforeEach(async () => {
  partnerCentral = new PartnerCentral({ rateLimit: 'off' });
  partnerCentral.invite({ Id: 'a', ...RECEIVED });
  endpoint = await partnerCentral.start();
});
afterEach(() => partnerCentral.stop());

const send = () => partnerCentralClient(endpoint).send(listReceived);

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
  const responses = [await fetch(endpoint, { headers }), await fetch(`${endpoint}/other`, { method: 'POST', headers })];
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
