import type { ListEngagementInvitationsCommandInput } from '@aws-sdk/client-partnercentral-selling';
import { expect, it } from 'vitest';
import { BY_DATE, PartnerCentralUnderTest } from './partner-central-under-test.ts';

const partnerCentral = new PartnerCentralUnderTest();

it.each([
  { name: 'no catalog', input: { Catalog: undefined }, code: 'REQUIRED_FIELD_MISSING', field: 'Catalog' },
  {
    name: 'no role',
    input: { ParticipantType: undefined },
    code: 'REQUIRED_FIELD_MISSING',
    field: 'ParticipantType',
  },
  {
    name: 'a role that is none',
    input: { ParticipantType: 'BOTH' },
    code: 'INVALID_ENUM_VALUE',
    field: 'ParticipantType',
  },
  { name: 'an unknown status', input: { Status: ['OPEN'] }, code: 'INVALID_ENUM_VALUE', field: 'Status/0' },
  { name: 'no status at all', input: { Status: [] }, code: 'NOT_ENOUGH_VALUES', field: 'Status' },
  {
    name: 'too many accounts',
    input: { SenderAwsAccountId: Array(11).fill('AWS') },
    code: 'TOO_MANY_VALUES',
    field: 'SenderAwsAccountId',
  },
  {
    name: 'half a sort',
    input: { Sort: { SortBy: 'InvitationDate' } },
    code: 'REQUIRED_FIELD_MISSING',
    field: 'Sort/SortOrder',
  },
  {
    name: 'a catalog against the pattern',
    input: { Catalog: 'AWS-1' },
    code: 'INVALID_STRING_FORMAT',
    field: 'Catalog',
  },
  { name: 'a page of none', input: { MaxResults: 0 }, code: 'VALUE_OUT_OF_RANGE', field: 'MaxResults' },
  { name: 'a page of 101', input: { MaxResults: 101 }, code: 'VALUE_OUT_OF_RANGE', field: 'MaxResults' },
])('refuses $name', async ({ input, code, field }) => {
  const refused = partnerCentral.list(input as unknown as Partial<ListEngagementInvitationsCommandInput>);
  await expect(refused).rejects.toMatchObject({
    name: 'ValidationException',
    $metadata: { httpStatusCode: 400 },
    Reason: 'REQUEST_VALIDATION_FAILED',
    ErrorList: [{ FieldName: field, Code: code }],
  });
});

it('knows no other catalog', async () => {
  await expect(partnerCentral.list({ Catalog: 'Elsewhere' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

it('takes a page token only for the request it was issued for, and until it expires', async () => {
  for (const id of ['a', 'b', 'c']) partnerCentral.invite(id);
  const { NextToken = '' } = await partnerCentral.list({ MaxResults: 1 });
  const next = (input: Partial<ListEngagementInvitationsCommandInput>) =>
    partnerCentral.listedIds({ NextToken, MaxResults: 1, ...input });
  const refusal = {
    name: 'ValidationException',
    Reason: 'REQUEST_VALIDATION_FAILED',
    ErrorList: [{ FieldName: 'NextToken', Code: 'INVALID_VALUE' }],
  };
  expect(await next({})).toEqual(['b']);
  await expect(next({ Sort: BY_DATE })).rejects.toMatchObject(refusal);
  await expect(next({ NextToken: 'made-up' })).rejects.toMatchObject(refusal);
  partnerCentral.standIn.expireTokens();
  await expect(next({})).rejects.toMatchObject(refusal);
});

it('throttles beyond the rate, without saying until when', async () => {
  await partnerCentral.start({ rateLimit: { callsPerSecond: 0.01, burst: 2 } });
  await partnerCentral.list();
  await partnerCentral.list();
  await expect(partnerCentral.list()).rejects.toMatchObject({
    name: 'ThrottlingException',
    $metadata: { httpStatusCode: 429 },
    $response: { headers: expect.not.objectContaining({ 'retry-after': expect.anything() }) },
  });
});

it('allows ten calls at once unless told otherwise', async () => {
  await partnerCentral.start({});
  const calls = await Promise.allSettled(Array.from({ length: 11 }, () => partnerCentral.list()));
  expect(calls.filter(({ status }) => status === 'rejected')).toHaveLength(1);
});
