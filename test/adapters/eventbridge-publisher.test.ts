import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BACKEND_CLIENT } from '../../lambda/adapters/clients.ts';
import { eventBridgePublisher } from '../../lambda/adapters/eventbridge-publisher.ts';
import type { FeedEvent } from '../../lambda/core/event.ts';
import type { Publisher } from '../../lambda/ports.ts';
import { EventBus } from '../../local/aws/event-bus.ts';
import { inTurn } from '../../local/aws/faults.ts';
import { ServiceError } from '../../local/aws/service-error.ts';

/** Requests on the wire, and answers that no bus gives. `test/contracts/publishers` has the results of publishing. */
const bus = new EventBus({ buses: ['feed'] });
let publisher: Publisher;
let requestsBefore = 0;

beforeAll(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  process.env.AWS_REGION = 'us-east-1';
  process.env.AWS_ENDPOINT_URL_EVENTBRIDGE = await bus.start();
  publisher = eventBridgePublisher(new EventBridgeClient(BACKEND_CLIENT), 'feed');
});
afterAll(() => bus.stop());
beforeEach(() => {
  bus.faults = undefined;
  bus.events.length = 0;
  requestsBefore = bus.requests.length;
});
const requests = () => bus.requests.slice(requestsBefore);

const eventOf = (number: number): FeedEvent => ({
  source: 'engagement-sync',
  'detail-type': 'Engagement Invitation Accepted',
  resources: [`arn:${number}`],
  time: '2026-11-22T03:00:00.500Z',
  detail: { number, title: 'Ä “title”' },
});
const THREE = [eventOf(1), eventOf(2), eventOf(3)];
const ACCEPTED = { accepted: true };
const NO_ANSWER = { accepted: false, code: 'no answer for this entry', retryable: true };

describe('the request', () => {
  it('carries the events as they are, in their order, to the bus', async () => {
    await publisher.publish([eventOf(1), { ...eventOf(2), resources: [], 'detail-type': 'Sync Completed' }]);
    expect(requests()[0]?.input).toEqual({
      Entries: [
        {
          EventBusName: 'feed',
          Source: 'engagement-sync',
          DetailType: 'Engagement Invitation Accepted',
          Detail: '{"number":1,"title":"Ä “title”"}',
          Resources: ['arn:1'],
          Time: 1_795_316_400.5,
        },
        {
          EventBusName: 'feed',
          Source: 'engagement-sync',
          DetailType: 'Sync Completed',
          Detail: '{"number":2,"title":"Ä “title”"}',
          Resources: [],
          Time: 1_795_316_400.5,
        },
      ],
    });
    expect(bus.events.map(({ detail }) => detail)).toEqual([
      { number: 1, title: 'Ä “title”' },
      { number: 2, title: 'Ä “title”' },
    ]);
  });
});

describe('the outcome of each entry', () => {
  it.each([
    {
      name: 'fewer entries than were sent',
      body: { FailedEntryCount: 2, Entries: [{ EventId: 'e1' }] },
      outcomes: [ACCEPTED, NO_ANSWER, NO_ANSWER],
    },
    { name: 'nothing at all', body: {}, outcomes: [NO_ANSWER, NO_ANSWER, NO_ANSWER] },
    { name: 'no entries', body: { FailedEntryCount: 3, Entries: [] }, outcomes: [NO_ANSWER, NO_ANSWER, NO_ANSWER] },
    { name: 'no list of entries', body: { FailedEntryCount: 1 }, outcomes: [NO_ANSWER, NO_ANSWER, NO_ANSWER] },
    {
      name: 'an entry without id or error',
      body: { FailedEntryCount: 1, Entries: [{ EventId: 'e1' }, {}, { EventId: 'e3' }] },
      outcomes: [ACCEPTED, NO_ANSWER, ACCEPTED],
    },
    {
      name: 'an error code that is not counted',
      body: { FailedEntryCount: 0, Entries: [{ EventId: 'e1' }, { ErrorCode: 'InternalFailure' }, { EventId: 'e3' }] },
      outcomes: [ACCEPTED, { accepted: false, code: 'InternalFailure', retryable: true }, ACCEPTED],
    },
  ])('is not taken for accepted where the answer has $name', async ({ body, outcomes }) => {
    bus.faults = inTurn({ body });
    expect(await publisher.publish(THREE)).toEqual(outcomes);
  });
});

describe('a call that fails as a whole', () => {
  const broken = new ServiceError('InternalException', 500, { message: 'Broken' });

  it('is made again, and its events go out once', async () => {
    bus.faults = inTurn(broken, 'drop');
    expect(await publisher.publish(THREE)).toEqual([ACCEPTED, ACCEPTED, ACCEPTED]);
    expect(bus.events.map(({ detail }) => detail.number)).toEqual([1, 2, 3]);
  });

  it('is made five times, then it throws', async () => {
    bus.faults = () => broken;
    await expect(publisher.publish(THREE)).rejects.toThrow('Broken');
    expect(requests()).toHaveLength(5);
  });

  it('throws at once where another try is no use', async () => {
    bus.faults = () => new ServiceError('AccessDeniedException', 400, { message: 'No' });
    await expect(publisher.publish(THREE)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(requests()).toHaveLength(1);
  });
});
