import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lister } from '../../lambda/ports.ts';
import { inTurn } from '../../local/aws/faults.ts';
import type { ListService } from '../../local/aws/list-service.ts';
import { CONTACT_ENGAGEMENTS, INVITATIONS, leadTo, listerOf, stopped } from '../support/wire-apis.ts';

const SINCE = '2026-11-22T03:00:00.700Z';
const FIRST_INVITATIONS = {
  Catalog: 'AWS',
  ParticipantType: 'RECEIVER',
  Sort: { SortBy: 'InvitationDate', SortOrder: 'DESCENDING' },
  MaxResults: 100,
};

/** Half a character */
const LONE_SURROGATE = 'Title \ud83d';
const NO_ITEMS = [null, 'text', 5, true, [], [{ Id: 'x' }]];

/** Details of the real lister. `test/contracts/listers` tests what the sync relies on, for every lister. */
describe.each([
  {
    wire: INVITATIONS,
    operation: 'ListEngagementInvitations',
    region: 'us-east-1',
    input: FIRST_INVITATIONS,
    // The API has no such filter.
    inputSince: FIRST_INVITATIONS,
    good: { Id: 'good', Status: 'PENDING', InvitationDate: '2026-11-22T04:00:00.5+01:00' },
    odd: [
      { Id: 'a', InvitationDate: 'next tuesday', ExpirationDate: '' },
      { Id: 'b', InvitationDate: 1_795_316_400, ExpirationDate: ['2026-11-22T03:00:00Z'] },
      { Id: 'c', EngagementTitle: 5, Status: { is: 'PENDING' }, SenderCompanyName: ['AWS'], PayloadType: true },
      { Id: 'd', Receiver: { Team: { Alias: 'x' } } },
      { Id: 'e', Receiver: 'text' },
      { Id: 'f', Status: null, InvitationDate: null, Receiver: { Account: null } },
      { Id: 'g', EngagementTitle: LONE_SURROGATE, New: { Deeply: ['nested'] } },
      { Id: 8 },
      ...NO_ITEMS,
    ],
  },
  {
    wire: CONTACT_ENGAGEMENTS,
    operation: 'ListEngagements',
    region: 'us-east-2',
    input: { MaxResults: 100 },
    // In whole seconds, and never later.
    inputSince: { MaxResults: 100, TimeRangeValue: { StartTime: 1_795_316_400 } },
    good: { EngagementArn: 'arn:good', Sender: 'cli', StartTime: 1_795_316_400.25 },
    odd: [
      { EngagementArn: 'arn:a', StartTime: '2026-11-22T03:00:00Z', StopTime: 'next tuesday' },
      { EngagementArn: 'arn:b', StartTime: 1e300, StopTime: [] },
      { EngagementArn: 'arn:c', Sender: 5, ContactArn: { is: 'arn' }, IncidentId: true },
      { EngagementArn: 'arn:d', StartTime: null, ContactArn: null },
      { EngagementArn: 'arn:e', IncidentId: LONE_SURROGATE, New: { Deeply: ['nested'] } },
      { EngagementArn: 8 },
      ...NO_ITEMS,
    ],
  },
])('$wire.api.name', ({ wire, operation, region, input, inputSince, good, odd }) => {
  const { items } = wire.api.list;
  let service: ListService;
  let list: Lister;

  beforeEach(async () => {
    service = wire.newService();
    leadTo(await service.start(), wire);
    list = listerOf(wire);
  });
  afterEach(() => stopped(service, wire));

  describe('the request', () => {
    it('asks for the largest page, in the region of the scope, whatever region the function is in', async () => {
      await list.listPage({});
      expect(service.requests).toMatchObject([{ operation, region }]);
      expect(service.requests[0]?.input).toStrictEqual(input);
    });

    it('has the page token, and the date to list from where the API can, beside all that the first one had', async () => {
      service.faults = inTurn({ body: {} });
      await list.listPage({ since: SINCE, token: 'second' });
      expect(service.requests[0]?.input).toStrictEqual({ ...inputSince, NextToken: 'second' });
    });
  });

  describe('a page', () => {
    it.each([
      { name: 'no list', body: {} },
      { name: 'a list that is null', body: { [items]: null } },
      { name: 'an empty token', body: { [items]: [], NextToken: '' } },
      { name: 'a token that is null', body: { [items]: [], NextToken: null } },
    ])('with $name is the last, and empty', async ({ body }) => {
      service.faults = inTurn({ body });
      expect(await list.listPage({})).toStrictEqual({ items: [], apiCalls: 1 });
    });

    // The client's own deserializer throws at some of these, and would change or drop others.
    it('arrives as it is, with every odd item on it', async () => {
      const all = [good, ...odd, good];
      service.faults = inTurn({ body: { [items]: all, NextToken: 'second' } });
      expect(await list.listPage({})).toStrictEqual({ items: all, nextToken: 'second', apiCalls: 1 });
    });
  });
});

it('invitations of another catalog and role are asked for by those', async () => {
  const service = INVITATIONS.newService();
  leadTo(await service.start(), INVITATIONS);
  await listerOf({ ...INVITATIONS, scope: 'invitations/Sandbox/SENDER' }).listPage({});
  expect(service.requests[0]?.input).toEqual({ ...FIRST_INVITATIONS, Catalog: 'Sandbox', ParticipantType: 'SENDER' });
  await stopped(service, INVITATIONS);
});
