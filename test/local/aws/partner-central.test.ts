import {
  type ListEngagementInvitationsCommandInput,
  paginateListEngagementInvitations,
} from '@aws-sdk/client-partnercentral-selling';
import { expect, it } from 'vitest';
import { BY_DATE, PartnerCentralUnderTest, RECEIVED } from './partner-central-under-test.ts';

const partnerCentral = new PartnerCentralUnderTest();

it('pages to the end, newest insertion first', async () => {
  for (let day = 1; day <= 7; day += 1) partnerCentral.invite(`engi-${day}`);
  const pages: (string | undefined)[][] = [];
  for await (const page of paginateListEngagementInvitations(
    { client: partnerCentral.client, pageSize: 3 },
    { ...RECEIVED },
  )) {
    pages.push((page.EngagementInvitationSummaries ?? []).map(({ Id }) => Id));
  }
  expect(pages).toEqual([['engi-7', 'engi-6', 'engi-5'], ['engi-4', 'engi-3', 'engi-2'], ['engi-1']]);
});

it('gives no token when the last page is full', async () => {
  partnerCentral.invite('engi-1');
  expect(await partnerCentral.list({ MaxResults: 1 })).not.toHaveProperty('NextToken');
});

it('has 100 on a page unless told otherwise', async () => {
  for (let count = 1; count <= 101; count += 1) partnerCentral.invite(`engi-${count}`);
  expect(await partnerCentral.listedIds()).toHaveLength(100);
  expect(await partnerCentral.listedIds({ MaxResults: 100 })).toHaveLength(100);
});

it('sorts by date both ways, those without one last', async () => {
  partnerCentral.invite('middle', { InvitationDate: '2026-11-02T00:00:00Z' });
  partnerCentral.invite('undated');
  partnerCentral.invite('late', { InvitationDate: '2026-11-03T00:00:00Z' });
  partnerCentral.invite('early', { InvitationDate: '2026-11-01T00:00:00Z' });
  expect(await partnerCentral.listedIds({ Sort: BY_DATE })).toEqual(['early', 'middle', 'late', 'undated']);
  expect(await partnerCentral.listedIds({ Sort: { ...BY_DATE, SortOrder: 'DESCENDING' } })).toEqual([
    'late',
    'middle',
    'early',
    'undated',
  ]);
});

it('keeps each catalog and role apart', async () => {
  partnerCentral.invite('received');
  partnerCentral.invite('sent', { ParticipantType: 'SENDER' });
  partnerCentral.invite('sandbox', { Catalog: 'Sandbox' });
  partnerCentral.standIn.invite({ Id: 'bare' }, { Catalog: 'AWS', ParticipantType: 'SENDER' });
  expect(await partnerCentral.listedIds()).toEqual(['received']);
  expect(await partnerCentral.listedIds({ ParticipantType: 'SENDER' })).toEqual(['bare', 'sent']);
  expect(await partnerCentral.listedIds({ Catalog: 'Sandbox' })).toEqual(['sandbox']);
  expect(() => partnerCentral.standIn.invite({ Id: 'nowhere' })).toThrow('needs its list as a parameter');
});

it.each([
  { filter: { Status: ['PENDING', 'REJECTED'] }, found: ['b', 'a'] },
  { filter: { PayloadType: ['LeadInvitation'] }, found: ['c'] },
  { filter: { SenderAwsAccountId: ['AWS'] }, found: ['b'] },
  { filter: { EngagementIdentifier: ['eng-0123456789abcd'] }, found: ['a'] },
  {
    filter: { EngagementIdentifier: ['arn:aws:partnercentral:us-east-1::catalog/AWS/engagement/eng-0123456789abcd'] },
    found: ['a'],
  },
] as const)('filters by $filter', async ({ filter, found }) => {
  partnerCentral.invite('a', { Status: 'PENDING', EngagementId: 'eng-0123456789abcd' });
  partnerCentral.invite('b', { Status: 'REJECTED', SenderAwsAccountId: 'AWS' });
  partnerCentral.invite('c', { Status: 'ACCEPTED', PayloadType: 'LeadInvitation' });
  expect(await partnerCentral.listedIds(filter as unknown as Partial<ListEngagementInvitationsCommandInput>)).toEqual(
    found,
  );
});

it('changes, takes members away and removes', async () => {
  partnerCentral.invite('a', { Status: 'PENDING', EngagementTitle: 'Title' });
  partnerCentral.standIn.change('a', { Status: 'ACCEPTED', EngagementTitle: undefined });
  const { EngagementInvitationSummaries: found } = await partnerCentral.list();
  expect(found).toEqual([{ Id: 'a', ...RECEIVED, Status: 'ACCEPTED' }]);
  partnerCentral.standIn.remove('a');
  expect(await partnerCentral.listedIds()).toEqual([]);
  expect(() => partnerCentral.standIn.change('a', {})).toThrow('There is no resource a');
});

it('lets what is pending expire at its date', async () => {
  let nowMs = Date.parse('2026-11-01T00:00:00Z');
  await partnerCentral.start({ rateLimit: 'off', nowMs: () => nowMs });
  partnerCentral.invite('pending', { Status: 'PENDING', ExpirationDate: '2026-11-02T00:00:00Z' });
  partnerCentral.invite('accepted', { Status: 'ACCEPTED', ExpirationDate: '2026-11-02T00:00:00Z' });
  expect(await partnerCentral.listedIds({ Status: ['PENDING'] })).toEqual(['pending']);
  nowMs = Date.parse('2026-11-02T00:00:00Z');
  expect(await partnerCentral.listedIds({ Status: ['EXPIRED'] })).toEqual(['pending']);
  expect(await partnerCentral.listedIds({ Status: ['ACCEPTED'] })).toEqual(['accepted']);
});
