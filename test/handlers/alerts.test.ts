import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { documentClient } from '../../lambda/adapters/document-client.ts';
import { DynamoDbStore } from '../../lambda/adapters/dynamodb-store.ts';
import { systemClock } from '../../lambda/adapters/system.ts';
import { invitationScope, invitations } from '../../lambda/apis/invitations.ts';
import { ALERTS_PARTITION, AlertEnvironment, EXPIRY_ATTRIBUTE } from '../../lambda/core/contract.ts';
import { handler } from '../../lambda/handlers/alerts.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import { World } from '../../local/aws/world.ts';
import { eventOf, INVITATION } from '../alerts/events.ts';

const HOUR_MS = 3_600_000;
const MAIL = 'arn:aws:sns:us-east-1:111122223333:alerts';
const CHAT = 'arn:aws:sns:us-east-1:111122223333:chat';
const SCOPE = invitationScope('AWS', 'RECEIVER');
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
const context = { getRemainingTimeInMillis: () => 30_000 } as Context;

let world: World;
const output: string[] = [];
let events = 0;
const nextEvent = (name = 'Expiring') =>
  eventOf(name, { expirationDate: inHours(24), engagementTitle: 'A title' }, { eventId: `event-${++events}` });
const set = (name: keyof typeof AlertEnvironment, value: string) => vi.stubEnv(AlertEnvironment[name], value);

beforeAll(async () => {
  world = await World.start({ dynamodb: { tableName: 'snapshots', faults: () => undefined } });
  Object.assign(process.env, world.environment);
});
afterAll(() => world.stop());
afterEach(() => void vi.restoreAllMocks());
beforeEach(() => {
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => output.push(String(chunk)) > 0);
  world.sns.messages.length = 0;
  world.sns.refusal = undefined;
  output.length = 0;
  set('tableName', 'snapshots');
  set('alertTopicArn', MAIL);
  set('chatTopicArn', '');
  set('timeZone', 'UTC');
  set('details', 'false');
  set('scopes', JSON.stringify([SCOPE]));
});

describe('an event', () => {
  it('becomes a mail', async () => {
    expect(await handler(nextEvent(), context)).toEqual({ sent: ['mail'] });
    expect(world.sns.messages).toEqual([
      {
        topicArn: MAIL,
        subject: '1 day left: A title, from Octank',
        message: expect.stringContaining('What: A title'),
      },
    ]);
  });

  it('becomes a message in the chat too, with what a custom action needs', async () => {
    set('chatTopicArn', CHAT);
    const event = nextEvent();
    expect(await handler(event, context)).toEqual({ sent: ['mail', 'chat'] });
    const [, chat] = world.sns.messages;
    expect(chat?.topicArn).toBe(CHAT);
    expect(JSON.parse(chat?.message ?? '')).toMatchObject({
      version: '1.0',
      source: 'custom',
      metadata: {
        additionalContext: { catalog: 'AWS', invitationId: INVITATION.id, eventId: event.detail.metadata.eventId },
      },
    });
  });

  it('that is delivered again is told once, and remembered for as long as an archive may replay it', async () => {
    set('chatTopicArn', CHAT);
    const event = nextEvent();
    for (let delivery = 0; delivery < 3; delivery++) await handler(event, context);
    expect(world.sns.messages.map(({ topicArn }) => topicArn)).toEqual([MAIL, CHAT]);
    const puts = world.dynamodb.requests.filter(({ operation }) => operation === 'PutItem').map(({ input }) => input);
    const { Item } = puts.at(-1) as unknown as { Item: Record<string, { S?: string; N?: string }> };
    expect(Item.pk).toEqual({ S: ALERTS_PARTITION });
    expect(Number(Item[EXPIRY_ATTRIBUTE]?.N) * 1000 - Date.now()).toBeGreaterThan(30 * 24 * HOUR_MS);
  });

  it('of which SNS takes the mail and not the chat fails, and then only the chat is tried again', async () => {
    set('chatTopicArn', CHAT);
    const event = nextEvent();
    world.sns.refusal = ({ topicArn }) => (topicArn === CHAT ? 'AuthorizationError' : undefined);
    await expect(handler(event, context)).rejects.toThrow();
    world.sns.refusal = undefined;
    expect(await handler(event, context)).toEqual({ sent: ['mail', 'chat'] });
    expect(world.sns.messages.map(({ topicArn }) => topicArn)).toEqual([MAIL, CHAT]);
  });

  it('that comes too late tells nobody', async () => {
    const late = eventOf('Expiring', { expirationDate: inHours(-1) }, { eventId: 'late' });
    expect(await handler(late, context)).toEqual({ sent: [] });
    expect(world.sns.messages).toEqual([]);
  });

  it('leaves no title and no name in the log', async () => {
    await handler(nextEvent(), context);
    expect(output.join('\n')).toContain('Sent an alert');
    expect(output.join('\n')).not.toMatch(/A title|Octank|444455556666/);
  });
});

describe('with details', () => {
  const describeInvitation = (payload: object) => {
    world.partnerCentral.invite({ ...ON_THE_WIRE, Payload: payload });
    set('details', 'true');
  };
  beforeEach(() => {
    world.partnerCentral.faults = undefined;
    world.partnerCentral.remove(String(INVITATION.id));
  });

  it('a mail says what an opportunity is about', async () => {
    describeInvitation({
      OpportunityInvitation: {
        Customer: { CompanyName: 'Fashion GmbH', Industry: 'Retail', CountryCode: 'DE', WebsiteUrl: 'x' },
        Project: {
          Title: 'Move to AWS',
          BusinessProblem: 'Their data center\ncloses. See http://evil.com',
          ExpectedCustomerSpend: [{ Amount: '10000', CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' }],
        },
      },
    });
    await handler(nextEvent(), context);
    expect(world.sns.messages[0]?.message.split('\n').slice(2, 5)).toEqual([
      'Customer: Fashion GmbH, Retail, DE',
      'Project: Move to AWS, Their data center closes. See http:/ /evil[.]com',
      'Expected spend: 10000 USD monthly',
    ]);
    expect(output.join('\n')).not.toMatch(/Fashion|data center/);
  });

  it('a mail says what there is of a lead', async () => {
    describeInvitation({
      LeadInvitation: {
        Customer: { CompanyName: 'Fashion GmbH' },
        Interaction: { Usecase: 'Analytics', SourceName: 'Summit' },
      },
    });
    await handler(nextEvent(), context);
    expect(world.sns.messages[0]?.message.split('\n').slice(2, 5)).toEqual([
      'Customer: Fashion GmbH',
      'Use case: Analytics',
      'Source: Summit',
    ]);
  });

  it.each([
    ['is refused', new ServiceError('AccessDeniedException', 400, { Message: 'no' })],
    ['is not answered in time', 'hang' as const],
  ])('a mail goes without where Partner Central %s', async (_, fault) => {
    describeInvitation({});
    const before = world.partnerCentral.requests.length;
    world.partnerCentral.faults = () => fault;
    const startedMs = performance.now();
    await handler(nextEvent(), context);
    expect(performance.now() - startedMs).toBeLessThan(3000);
    expect(world.sns.messages[0]?.message.split('\n')[2]).toMatch(/^Until/);
    expect(world.partnerCentral.requests.length - before).toBe(1);
    expect(output.join('\n')).toContain('Wrote an alert without details');
  });

  it('asks nothing of an invitation that is answered', async () => {
    describeInvitation({});
    const before = world.partnerCentral.requests.length;
    await handler(nextEvent('Accepted'), context);
    expect(world.partnerCentral.requests.length).toBe(before);
  });
});

describe('a digest', () => {
  const at = new Date().toISOString();
  const digest = (days: number, due = at) => handler({ digest: { at: due, days } }, context);
  const store = () =>
    new DynamoDbStore(documentClient(new DynamoDBClient({})), 'snapshots', SCOPE, invitations, systemClock);
  const keep = (id: string, fields: Readonly<Record<string, string>>) =>
    store().commit({
      id,
      fields: { ...INVITATION, id, ...fields },
      release: 1,
      version: 1,
      sequence: 1,
      warned: [],
      outbox: [],
    });

  it('is not sent where there is nothing to tell', async () => {
    expect(await digest(1)).toEqual({ sent: [] });
    expect(world.sns.messages).toEqual([]);
  });

  it('lists what is open, soonest first, and what expired unanswered since the last one; once', async () => {
    const ago = (hours: number) => ({ invitationDate: inHours(-hours - 100), expirationDate: inHours(-hours) });
    await keep('later', { engagementTitle: 'Later', invitationDate: inHours(-1), expirationDate: inHours(90) });
    await keep('soon', { engagementTitle: 'Soon', invitationDate: inHours(-1), expirationDate: inHours(5) });
    await keep('answered', { engagementTitle: 'Answered', status: 'ACCEPTED', ...ago(5) });
    await keep('expired', { engagementTitle: 'Expired', status: 'EXPIRED', ...ago(5) });
    await keep('long-expired', { engagementTitle: 'Long expired', status: 'EXPIRED', ...ago(30) });
    await digest(1);
    await digest(1);
    expect(world.sns.messages).toHaveLength(1);
    const { subject, message } = world.sns.messages[0] ?? {};
    expect(subject).toBe('2 invitations to answer, the first within 5 hours; 1 expired unanswered');
    expect(message?.match(/(?<=^- )(.*: )?\w+( \w+)?(?=, from)/gm)).toEqual([
      '5 hours: Soon',
      '3 days 18 hours: Later',
      'Expired',
    ]);
  });

  it('of a week reaches back a week', async () => {
    await digest(7, inHours(0.001));
    expect(world.sns.messages[0]?.message).toContain('Long expired');
  });
});

describe('by hand', () => {
  it('a test is sent, each time that it is asked for', async () => {
    set('chatTopicArn', CHAT);
    for (let call = 0; call < 2; call++)
      expect(await handler({ test: true }, context)).toEqual({ sent: ['mail', 'chat'] });
    expect(world.sns.messages.map(({ topicArn, subject }) => [topicArn, subject])).toEqual([
      [MAIL, 'Test: alerts of engagement-sync reach you'],
      [CHAT, undefined],
      [MAIL, 'Test: alerts of engagement-sync reach you'],
      [CHAT, undefined],
    ]);
  });

  it.each([{}, { test: 'yes' }, null, { 'detail-type': 'x' }])(
    'anything else is refused with what is allowed: %j',
    async (input) => {
      await expect(handler(input, context)).rejects.toThrow(
        'must be an invitation event of the feed, or {"test": true}',
      );
    },
  );

  it('a variable that is missing is named', async () => {
    set('timeZone', '');
    await expect(handler({ test: true }, context)).rejects.toThrow('Environment variable TIME_ZONE');
  });
});

const ON_THE_WIRE = {
  Id: INVITATION.id,
  Arn: INVITATION.arn,
  Catalog: 'AWS',
  ParticipantType: 'RECEIVER',
  Status: 'PENDING',
};
