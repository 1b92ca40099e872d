import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callBudget } from '../../lambda/adapters/call-limit.ts';
import { contactEngagementLister } from '../../lambda/apis/contact-engagement-lister.ts';
import { type Lister, TokenRefusedError } from '../../lambda/ports.ts';
import { inTurn } from '../../local/aws/faults.ts';
import { IncidentManager } from '../../local/aws/incident-manager.ts';
import type { WireRequest } from '../../local/aws/json-protocol.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import { engagement, engagementArn } from '../support/builders.ts';
import { START_MS } from '../support/feed.ts';

class IncidentManagerWithHeaders extends IncidentManager {
  readonly headers: WireRequest['headers'][] = [];
  protected override answer(request: WireRequest) {
    this.headers.push(request.headers);
    return super.answer(request);
  }
}

let incidentManager: IncidentManagerWithHeaders;
let lister: Lister;

beforeAll(() => {
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  process.env.AWS_REGION = 'eu-west-1';
});
beforeEach(async () => {
  incidentManager = new IncidentManagerWithHeaders();
  process.env.AWS_ENDPOINT_URL_SSM_CONTACTS = await incidentManager.start();
  lister = contactEngagementLister('us-east-2', callBudget(1000));
});
afterEach(() => incidentManager.stop());
afterAll(() => {
  delete process.env.AWS_ENDPOINT_URL_SSM_CONTACTS;
});

const arnsOf = (items: readonly unknown[]) => items.map((item) => (item as { EngagementArn?: string }).EngagementArn);

describe('the request', () => {
  it('asks for pages of 100, of all time', async () => {
    await lister.listPage({});
    expect(incidentManager.requests).toMatchObject([{ operation: 'ListEngagements' }]);
    expect(incidentManager.requests[0]?.input).toEqual({ MaxResults: 100 });
  });

  it('asks for a window by its beginning, in seconds', async () => {
    await lister.listPage({ since: '2026-11-22T03:00:00.000Z' });
    expect(incidentManager.requests[0]?.input).toEqual({
      MaxResults: 100,
      TimeRangeValue: { StartTime: 1_795_316_400 },
    });
  });

  it('leaves out nothing that started after the beginning, though the client rounds to seconds', async () => {
    incidentManager.engage(engagement(1, { StartTime: 1_795_316_400.8 }));
    expect((await lister.listPage({ since: '2026-11-22T03:00:00.700Z' })).items).toHaveLength(1);
  });

  it('is signed for the region of the scope, not that of the function', async () => {
    await lister.listPage({});
    expect(incidentManager.headers[0]?.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=local\/\d{8}\/us-east-2\/ssm-contacts\/aws4_request, /,
    );
    expect(incidentManager.headers[0]?.['x-amz-target']).toBe('SSMContacts.ListEngagements');
  });
});

describe('pages', () => {
  it('lead from one to the next by their tokens, window and all, to the end', async () => {
    for (let number = 1; number <= 250; number++) incidentManager.engage(engagement(number));
    incidentManager.engage(engagement(999, {}, 86_400_000));
    const since = new Date(START_MS - 43_200_000).toISOString();
    const sizes: number[] = [];
    const arns: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const page = await lister.listPage({ since, ...(token !== undefined && { token }) });
      sizes.push(page.items.length);
      arns.push(...arnsOf(page.items));
      token = page.nextToken;
    } while (token !== undefined);
    expect(sizes).toEqual([100, 100, 50]);
    expect(arns.sort()).toEqual(Array.from({ length: 250 }, (_, index) => engagementArn(index + 1)));
    expect(new Set(incidentManager.requests.map(({ input }) => input.NextToken)).size).toBe(3);
  });

  it('hand over times as dates, to the millisecond', async () => {
    incidentManager.engage(engagement(0, { StartTime: 1_795_316_400.25, StopTime: 1_795_316_401 }));
    const { items, ...rest } = await lister.listPage({});
    expect(items).toMatchObject([
      { StartTime: new Date('2026-11-22T03:00:00.250Z'), StopTime: new Date('2026-11-22T03:00:01.000Z') },
    ]);
    expect(rest).toEqual({ apiCalls: 1, unreadableValues: 0 });
  });

  it.each([
    { name: 'no list', body: {} },
    { name: 'a list that is null', body: { Engagements: null } },
    { name: 'an empty list', body: { Engagements: [] } },
    { name: 'an empty token', body: { Engagements: [], NextToken: '' } },
    { name: 'a token that is null', body: { Engagements: [], NextToken: null } },
  ])('with $name are the last, and empty', async ({ body }) => {
    incidentManager.faults = inTurn({ body });
    expect(await lister.listPage({})).toStrictEqual({ items: [], apiCalls: 1, unreadableValues: 0 });
  });
});

describe('an odd item does not take the page with it', () => {
  const GOOD = { EngagementArn: 'arn:good', Sender: 'cli' };
  const list = (...items: readonly unknown[]) => {
    incidentManager.faults = inTurn({ body: { Engagements: items } });
    return lister.listPage({});
  };

  it.each([null, 'text', 5, true, [], [GOOD]])('%j instead of an item becomes one without an ARN', async (odd) => {
    const { items, unreadableValues } = await list(odd, GOOD);
    expect(arnsOf(items)).toEqual([undefined, 'arn:good']);
    expect(unreadableValues).toBe(0);
  });

  it.each(['EngagementArn', 'ContactArn', 'Sender', 'IncidentId'])(
    'a %s that is no text is left out and counted',
    async (member) => {
      for (const odd of [5, true, {}, [], ['x']]) {
        const { items, unreadableValues } = await list({ ...GOOD, [member]: odd }, GOOD);
        expect(items[0]).not.toHaveProperty(member);
        expect(arnsOf(items)[1]).toBe('arn:good');
        expect(unreadableValues).toBe(1);
      }
    },
  );

  it.each(['StartTime', 'StopTime'])('a %s that is no time is left out and counted', async (member) => {
    for (const odd of ['2026-11-22T03:00:00Z', '1795316400', true, {}, [], 1e300, 8.65e12, -8.65e12]) {
      const { items, unreadableValues } = await list({ ...GOOD, [member]: odd }, GOOD);
      expect(items[0]).not.toHaveProperty(member);
      expect(arnsOf(items)).toEqual(['arn:good', 'arn:good']);
      expect(unreadableValues).toBe(1);
    }
  });

  it('a null is a missing value, and not counted', async () => {
    const { items, unreadableValues } = await list({ ...GOOD, StartTime: null, ContactArn: null, IncidentId: null });
    expect(arnsOf(items)).toEqual(['arn:good']);
    expect(unreadableValues).toBe(0);
  });

  it('counts page by page', async () => {
    expect((await list({ ...GOOD, StartTime: 'x', Sender: 5 })).unreadableValues).toBe(2);
    expect((await list(GOOD)).unreadableValues).toBe(0);
  });
});

describe('an answer that is none', () => {
  it.each([
    { name: 'a text for a list', body: { Engagements: 'text' } },
    { name: 'an object for a list', body: { Engagements: { EngagementArn: 'arn:e' } } },
    { name: 'an object for a token', body: { Engagements: [], NextToken: {} } },
  ])('$name is not taken for an empty page', async ({ body }) => {
    incidentManager.faults = inTurn({ body });
    await expect(lister.listPage({})).rejects.toMatchObject({
      name: 'ListingError',
      message:
        "Incident Manager's ListEngagements (region us-east-2) could not be listed to its end (its answer cannot be read)",
    });
  });
});

describe('refusals', () => {
  it('tells a token that is not taken', async () => {
    const refused = lister.listPage({ token: 'made-up' });
    await expect(refused).rejects.toBeInstanceOf(TokenRefusedError);
    await expect(refused).rejects.toThrow("Incident Manager's ListEngagements (region us-east-2) refused a page token");
  });

  it('does not blame a token where none was sent', async () => {
    incidentManager.faults = inTurn(new ServiceError('ValidationException', 400, { Message: 'No' }));
    await expect(lister.listPage({})).rejects.not.toBeInstanceOf(TokenRefusedError);
  });

  it('says what is missing where access is denied', async () => {
    const Message = 'User: arn:aws:sts::123456789012:assumed-role/sync is not authorized';
    incidentManager.faults = inTurn(new ServiceError('AccessDeniedException', 400, { Message }));
    await expect(lister.listPage({})).rejects.toMatchObject({
      name: 'ListingError',
      message:
        "Incident Manager's ListEngagements (region us-east-2) denied access. Check that the role has the permission " +
        'ssm-contacts:ListEngagements, and that Incident Manager is set up in this region',
      apiCalls: 1,
    });
  });
});
