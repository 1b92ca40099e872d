import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callBudget } from '../../lambda/adapters/call-limit.ts';
import { invitationLister } from '../../lambda/apis/invitation-lister.ts';
import { type Lister, ListingError, TokenRefusedError } from '../../lambda/ports.ts';
import { inTurn } from '../../local/aws/faults.ts';
import type { Answer, WireRequest } from '../../local/aws/json-protocol.ts';
import { PartnerCentral } from '../../local/aws/partner-central.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import { invitation, invitationId } from '../support/builders.ts';

/** Remembers the headers of requests, and answers with a text as it is, where one is set. */
class PartnerCentralOnTheWire extends PartnerCentral {
  readonly headers: WireRequest['headers'][] = [];
  text: string | undefined;
  protected override answer(request: WireRequest): Answer {
    this.headers.push(request.headers);
    const answered = super.answer(request);
    return this.text === undefined ? answered : { ...answered, body: this.text };
  }
}

let partnerCentral: PartnerCentralOnTheWire;
let lister: Lister;

beforeAll(() => {
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  process.env.AWS_REGION = 'eu-west-1';
});
beforeEach(async () => {
  partnerCentral = new PartnerCentralOnTheWire({ rateLimit: 'off' });
  process.env.AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING = await partnerCentral.start();
  lister = invitationLister('AWS', 'RECEIVER', callBudget(1000));
});
afterEach(() => partnerCentral.stop());
afterAll(() => {
  delete process.env.AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING;
});

const answer = (...bodies: readonly unknown[]) => {
  partnerCentral.faults = inTurn(...bodies.map((body) => ({ body })));
};
const summaries = (...items: readonly unknown[]) => answer({ EngagementInvitationSummaries: items });

describe('the request', () => {
  const FIRST = {
    Catalog: 'AWS',
    ParticipantType: 'RECEIVER',
    Sort: { SortBy: 'InvitationDate', SortOrder: 'DESCENDING' },
    MaxResults: 100,
  };

  it('asks for the largest page, newest first', async () => {
    await lister.listPage({});
    expect(partnerCentral.requests).toMatchObject([{ operation: 'ListEngagementInvitations' }]);
    expect(partnerCentral.requests[0]?.input).toEqual(FIRST);
  });

  it('asks for its own catalog and role', async () => {
    await invitationLister('Sandbox', 'SENDER', callBudget(1000)).listPage({});
    expect(partnerCentral.requests[0]?.input).toEqual({ ...FIRST, Catalog: 'Sandbox', ParticipantType: 'SENDER' });
  });

  it('is signed for us-east-1, whatever region the function is in', async () => {
    await lister.listPage({});
    expect(partnerCentral.headers[0]?.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=local\/\d{8}\/us-east-1\/partnercentral-selling\/aws4_request, /,
    );
    expect(partnerCentral.headers[0]?.['x-amz-target']).toBe('AWSPartnerCentralSelling.ListEngagementInvitations');
  });

  it('does not filter by time: the API cannot', async () => {
    await lister.listPage({ since: '2026-11-22T03:00:00.000Z' });
    expect(partnerCentral.requests[0]?.input).toEqual(FIRST);
  });
});

describe('pages', () => {
  it('lead from one to the next by their tokens, to the end', async () => {
    for (let number = 1; number <= 250; number++) partnerCentral.invite(invitation(number));
    const pages = [await lister.listPage({})];
    for (let { nextToken } = pages[0] ?? {}; nextToken !== undefined; ) {
      const page = await lister.listPage({ token: nextToken });
      pages.push(page);
      ({ nextToken } = page);
    }
    expect(pages.map(({ items }) => items.length)).toEqual([100, 100, 50]);
    expect(pages[2]).not.toHaveProperty('nextToken');
    expect(pages.flatMap(({ items }) => items).map((item) => (item as { Id: string }).Id)).toEqual(
      Array.from({ length: 250 }, (_, index) => invitationId(index + 1)),
    );
    expect(partnerCentral.requests.map(({ input }) => input.NextToken)).toEqual([
      undefined,
      pages[0]?.nextToken,
      pages[1]?.nextToken,
    ]);
  });

  it('hand over items as the client read them, dates as dates', async () => {
    partnerCentral.invite(invitation(0, { InvitationDate: '2026-11-22T04:00:00.5+01:00' }));
    const { items, ...rest } = await lister.listPage({});
    expect(items).toMatchObject([
      { Id: invitationId(0), InvitationDate: new Date('2026-11-22T03:00:00.500Z'), EngagementTitle: 'Title 0' },
    ]);
    expect(rest).toEqual({ apiCalls: 1, unreadableValues: 0 });
  });

  it.each([
    { name: 'no list', body: {} },
    { name: 'a list that is null', body: { EngagementInvitationSummaries: null } },
    { name: 'an empty list', body: { EngagementInvitationSummaries: [] } },
    { name: 'an empty token', body: { EngagementInvitationSummaries: [], NextToken: '' } },
    { name: 'a token that is null', body: { EngagementInvitationSummaries: [], NextToken: null } },
  ])('with $name are the last, and empty', async ({ body }) => {
    answer(body);
    expect(await lister.listPage({})).toStrictEqual({ items: [], apiCalls: 1, unreadableValues: 0 });
  });
});

describe('an answer that is no page', () => {
  it.each([null, 'text', 5, []])('%j is not taken for an empty one, which would end the list', async (body) => {
    answer(body);
    await expect(lister.listPage({})).rejects.toThrow('could not be listed to its end (its answer cannot be read)');
  });
});

describe('an odd item does not take the page with it', () => {
  const GOOD = { Id: 'good', Status: 'PENDING' };

  it.each([null, 'text', 5, true, [], [{ Id: 'x' }]])(
    '%j instead of an item becomes one without an id',
    async (odd) => {
      summaries(odd, GOOD);
      expect(await lister.listPage({})).toStrictEqual({ items: [{}, GOOD], apiCalls: 1, unreadableValues: 0 });
    },
  );

  it.each([
    { odd: 'nonsense' },
    { odd: '' },
    { odd: '2026-11-22' },
    { odd: '2026-02-30T00:00:00Z' },
    { odd: '10000-01-01T00:00:00Z' },
    { odd: 1795316400 },
    { odd: true },
    { odd: {} },
    { odd: ['2026-11-22T03:00:00Z'] },
  ])('$odd instead of a date is left out and counted', async ({ odd }) => {
    summaries({ ...GOOD, InvitationDate: odd }, { ...GOOD, InvitationDate: odd, ExpirationDate: odd }, GOOD);
    expect(await lister.listPage({})).toStrictEqual({ items: [GOOD, GOOD, GOOD], apiCalls: 1, unreadableValues: 3 });
  });

  it('counts page by page, and no missing date', async () => {
    const odd = { ...GOOD, InvitationDate: 'nonsense' };
    partnerCentral.faults = inTurn(
      { body: { EngagementInvitationSummaries: [odd, odd] } },
      { body: { EngagementInvitationSummaries: [{ ...GOOD, InvitationDate: null }] } },
      { body: {} },
    );
    expect((await lister.listPage({})).unreadableValues).toBe(2);
    expect((await lister.listPage({})).unreadableValues).toBe(0);
    expect((await lister.listPage({})).unreadableValues).toBe(0);
  });

  it.each([
    { name: 'numbers', odd: 5 },
    { name: 'objects', odd: { a: 1 } },
    { name: 'lists', odd: ['x'] },
    { name: 'nulls', odd: null },
  ])('reads the rest of a page with $name in the place of texts', async ({ odd }) => {
    const texts = ['Id', 'Arn', 'EngagementId', 'EngagementTitle', 'Status', 'PayloadType', 'ParticipantType'];
    const more = ['SenderAwsAccountId', 'SenderCompanyName', 'Receiver', 'Catalog'];
    summaries(Object.fromEntries([...texts, ...more].map((member) => [member, odd])), GOOD);
    const { items } = await lister.listPage({});
    expect(items).toHaveLength(2);
    expect(items[1]).toEqual(GOOD);
  });

  it.each([{ Team: { Alias: 'x' } }, {}, [], 'text', 5, { Account: null }, { Account: 5 }])(
    'reads an item with the receiver %j, and the rest of the page',
    async (receiver) => {
      summaries({ ...GOOD, Receiver: receiver }, GOOD);
      const { items } = await lister.listPage({});
      expect(items).toMatchObject([{ Id: 'good', Status: 'PENDING' }, GOOD]);
    },
  );
});

describe('an answer that is none', () => {
  it.each(['text', { Id: 'x' }, 5])('%j for a list is not taken for an empty page', async (odd) => {
    answer({ EngagementInvitationSummaries: odd });
    await expect(lister.listPage({})).rejects.toMatchObject({ name: 'ListingError', apiCalls: 1 });
  });

  it('is not quoted where it cannot be read', async () => {
    partnerCentral.text = '{"EngagementInvitationSummaries":[{"EngagementTitle":Nightingale}]}';
    await expect(lister.listPage({})).rejects.toMatchObject({
      name: 'ListingError',
      message:
        "Partner Central's ListEngagementInvitations (catalog AWS) could not be listed to its end (its answer cannot be read)",
    });
  });
});

describe('refusals', () => {
  it('tells a token that is not taken', async () => {
    const refused = lister.listPage({ token: 'made-up' });
    await expect(refused).rejects.toBeInstanceOf(TokenRefusedError);
    await expect(refused).rejects.toMatchObject({
      message: "Partner Central's ListEngagementInvitations (catalog AWS) refused a page token",
      apiCalls: 1,
    });
  });

  it('does not blame a token where none was sent', async () => {
    partnerCentral.faults = inTurn(new ServiceError('ValidationException', 400, { Message: 'No' }));
    const refused = lister.listPage({});
    await expect(refused).rejects.not.toBeInstanceOf(TokenRefusedError);
    await expect(refused).rejects.toBeInstanceOf(ListingError);
  });

  it('does not blame a token for other failures', async () => {
    partnerCentral.faults = inTurn(new ServiceError('ResourceNotFoundException', 400, { Message: 'No' }));
    await expect(lister.listPage({ token: 'x' })).rejects.not.toBeInstanceOf(TokenRefusedError);
  });

  it.each([undefined, 'token'])('says what is missing where access is denied, token %s', async (token) => {
    const Message = 'User: arn:aws:sts::123456789012:assumed-role/sync is not authorized';
    partnerCentral.faults = inTurn(new ServiceError('AccessDeniedException', 400, { Message }));
    await expect(lister.listPage(token === undefined ? {} : { token })).rejects.toMatchObject({
      name: 'ListingError',
      message:
        "Partner Central's ListEngagementInvitations (catalog AWS) denied access. Check that the role has the permission " +
        'partnercentral:ListEngagementInvitations for this catalog, and that this AWS account is linked to your AWS ' +
        'Partner Central account',
      apiCalls: 1,
    });
  });

  it('names any other failure', async () => {
    partnerCentral.faults = inTurn(new ServiceError('ResourceNotFoundException', 400, { Message: 'No such catalog' }));
    await expect(lister.listPage({})).rejects.toMatchObject({
      name: 'ListingError',
      message:
        "Partner Central's ListEngagementInvitations (catalog AWS) could not be listed to its end " +
        '(ResourceNotFoundException: No such catalog)',
      cause: { name: 'ResourceNotFoundException' },
    });
  });
});
