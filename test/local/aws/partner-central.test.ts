import {
  ListEngagementInvitationsCommand,
  type ListEngagementInvitationsCommandInput,
  type PartnerCentralSellingClient,
  paginateListEngagementInvitations,
} from '@aws-sdk/client-partnercentral-selling';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PartnerCentral, type PartnerCentralOptions } from '../../../local/aws/partner-central.ts';
import { partnerCentralClient } from './clients.ts';

const RECEIVED = { Catalog: 'AWS', ParticipantType: 'RECEIVER' } as const;
const BY_DATE = { SortBy: 'InvitationDate', SortOrder: 'ASCENDING' } as const;

let partnerCentral: PartnerCentral;
let client: PartnerCentralSellingClient;

async function start(options: PartnerCentralOptions = { rateLimit: 'off' }) {
  await partnerCentral?.stop();
  partnerCentral = new PartnerCentral(options);
  client = partnerCentralClient(await partnerCentral.start());
}
beforeEach(() => start());
afterEach(() => partnerCentral.stop());

const invite = (Id: string, members: Record<string, unknown> = {}) =>
  partnerCentral.invite({ Id, ...RECEIVED, ...members });
const list = (input: Partial<ListEngagementInvitationsCommandInput> = {}) =>
  client.send(new ListEngagementInvitationsCommand({ ...RECEIVED, ...input }));
const listedIds = async (input: Partial<ListEngagementInvitationsCommandInput> = {}) =>
  (await list(input)).EngagementInvitationSummaries?.map(({ Id }) => Id);

it('pages to the end, newest insertion first', async () => {
  for (let day = 1; day <= 7; day += 1) invite(`engi-${day}`);
  const pages: (string | undefined)[][] = [];
  for await (const page of paginateListEngagementInvitations({ client, pageSize: 3 }, { ...RECEIVED })) {
    pages.push((page.EngagementInvitationSummaries ?? []).map(({ Id }) => Id));
  }
  expect(pages).toEqual([['engi-7', 'engi-6', 'engi-5'], ['engi-4', 'engi-3', 'engi-2'], ['engi-1']]);
});

it('gives no token when the last page is full', async () => {
  invite('engi-1');
  expect(await list({ MaxResults: 1 })).not.toHaveProperty('NextToken');
});

it('has 100 on a page unless told otherwise', async () => {
  for (let count = 1; count <= 101; count += 1) invite(`engi-${count}`);
  expect(await listedIds()).toHaveLength(100);
  expect(await listedIds({ MaxResults: 100 })).toHaveLength(100);
});

it('sorts by date both ways, those without one last', async () => {
  invite('middle', { InvitationDate: '2026-11-02T00:00:00Z' });
  invite('undated');
  invite('late', { InvitationDate: '2026-11-03T00:00:00Z' });
  invite('early', { InvitationDate: '2026-11-01T00:00:00Z' });
  expect(await listedIds({ Sort: BY_DATE })).toEqual(['early', 'middle', 'late', 'undated']);
  expect(await listedIds({ Sort: { ...BY_DATE, SortOrder: 'DESCENDING' } })).toEqual([
    'late',
    'middle',
    'early',
    'undated',
  ]);
});

it('keeps each catalog and role apart', async () => {
  invite('received');
  invite('sent', { ParticipantType: 'SENDER' });
  invite('sandbox', { Catalog: 'Sandbox' });
  partnerCentral.invite({ Id: 'bare' }, { catalog: 'AWS', role: 'SENDER' });
  expect(await listedIds()).toEqual(['received']);
  expect(await listedIds({ ParticipantType: 'SENDER' })).toEqual(['bare', 'sent']);
  expect(await listedIds({ Catalog: 'Sandbox' })).toEqual(['sandbox']);
  expect(() => partnerCentral.invite({ Id: 'nowhere' })).toThrow('needs to be told its list');
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
  invite('a', { Status: 'PENDING', EngagementId: 'eng-0123456789abcd' });
  invite('b', { Status: 'REJECTED', SenderAwsAccountId: 'AWS' });
  invite('c', { Status: 'ACCEPTED', PayloadType: 'LeadInvitation' });
  expect(await listedIds(filter as unknown as Partial<ListEngagementInvitationsCommandInput>)).toEqual(found);
});

it('changes, takes members away and removes', async () => {
  invite('a', { Status: 'PENDING', EngagementTitle: 'Title' });
  partnerCentral.change('a', { Status: 'ACCEPTED', EngagementTitle: undefined });
  const { EngagementInvitationSummaries: found } = await list();
  expect(found).toEqual([{ Id: 'a', ...RECEIVED, Status: 'ACCEPTED' }]);
  partnerCentral.remove('a');
  expect(await listedIds()).toEqual([]);
  expect(() => partnerCentral.change('a', {})).toThrow('There is no invitation a');
});

it('lets what is pending expire at its date', async () => {
  let nowMs = Date.parse('2026-11-01T00:00:00Z');
  await start({ rateLimit: 'off', nowMs: () => nowMs });
  invite('pending', { Status: 'PENDING', ExpirationDate: '2026-11-02T00:00:00Z' });
  invite('accepted', { Status: 'ACCEPTED', ExpirationDate: '2026-11-02T00:00:00Z' });
  expect(await listedIds({ Status: ['PENDING'] })).toEqual(['pending']);
  nowMs = Date.parse('2026-11-02T00:00:00Z');
  expect(await listedIds({ Status: ['EXPIRED'] })).toEqual(['pending']);
  expect(await listedIds({ Status: ['ACCEPTED'] })).toEqual(['accepted']);
});
