import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DeliveredEvent, EventBus, type EventBusOptions } from '../../../local/aws/event-bus.ts';
import { eventBridgeClient } from './clients.ts';

const ENTRY: PutEventsRequestEntry = { Source: 'engagement-sync', DetailType: 'Sync Completed', Detail: '{"a":1}' };

let bus: EventBus;
let client: EventBridgeClient;

async function start(options: EventBusOptions = {}) {
  await bus?.stop();
  bus = new EventBus(options);
  client = eventBridgeClient(await bus.start());
}
beforeEach(() => start());
afterEach(() => bus.stop());

const put = (...Entries: PutEventsRequestEntry[]) => client.send(new PutEventsCommand({ Entries }));

describe('delivery', () => {
  it('hands on what the target of a rule gets', async () => {
    await start({ region: 'eu-west-1', nowMs: () => Date.parse('2026-11-22T03:00:00.999Z') });
    const heard: DeliveredEvent[] = [];
    bus.onEvent = (event) => heard.push(event);
    const { Entries, FailedEntryCount } = await put({ ...ENTRY, Resources: ['arn:one'] });
    expect(FailedEntryCount).toBe(0);
    expect(bus.events).toEqual([
      {
        version: '0',
        id: Entries?.[0]?.EventId,
        'detail-type': 'Sync Completed',
        source: 'engagement-sync',
        account: '111122223333',
        time: '2026-11-22T03:00:00Z',
        region: 'eu-west-1',
        resources: ['arn:one'],
        detail: { a: 1 },
      },
    ]);
    expect(heard).toEqual(bus.events);
  });

  it('takes the time of the entry where it has one', async () => {
    await put({ ...ENTRY, Time: new Date('2026-01-02T03:04:05Z') });
    expect(bus.events[0]?.time).toBe('2026-01-02T03:04:05Z');
  });

  it('loses, like EventBridge, what is meant for a bus that does not exist', async () => {
    await start({ buses: ['feed'] });
    const { Entries, FailedEntryCount } = await put(
      { ...ENTRY, EventBusName: 'feed' },
      { ...ENTRY, EventBusName: 'arn:aws:events:us-east-1:111122223333:event-bus/feed' },
      { ...ENTRY, EventBusName: 'typo' },
      ENTRY,
    );
    expect(FailedEntryCount).toBe(0);
    expect(Entries?.every(({ EventId }) => EventId)).toBe(true);
    expect(bus.events).toHaveLength(2);
  });

  it.each([[['feed']], [undefined]])(
    'takes an ARN of another account or region for another bus, with %j',
    async (buses) => {
      await start(buses ? { buses } : {});
      await put(
        { ...ENTRY, EventBusName: 'arn:aws:events:us-east-1:111122223333:event-bus/feed' },
        { ...ENTRY, EventBusName: 'arn:aws:events:us-east-1:444455556666:event-bus/feed' },
        { ...ENTRY, EventBusName: 'arn:aws:events:eu-west-1:111122223333:event-bus/feed' },
      );
      expect(bus.events).toHaveLength(1);
    },
  );
});

describe('refusals of a call', () => {
  it.each([
    { name: 'no entry', entries: [], reason: 'must NOT have fewer than 1 items' },
    { name: 'eleven entries', entries: Array(11).fill(ENTRY), reason: 'must NOT have more than 10 items' },
    { name: 'a bus name against the pattern', entries: [{ ...ENTRY, EventBusName: 'a bus' }], reason: 'EventBusName' },
  ])('refuses $name', async ({ entries, reason }) => {
    await expect(put(...entries)).rejects.toMatchObject({
      name: 'ValidationException',
      $metadata: { httpStatusCode: 400 },
      message: expect.stringContaining(reason),
    });
    expect(bus.events).toHaveLength(0);
  });

  it('takes 256 KB in all, counted in UTF-8, and no byte more', async () => {
    // Ten entries. Everything besides the padding counts too, including the time.
    const padded = (bytes: number): PutEventsRequestEntry[] => {
      const rest = { Source: 'ää', DetailType: 'type', Resources: ['arn'], Time: new Date() };
      const restBytes = 4 + 4 + 3 + 14;
      const detail = `{"p":"${'p'.repeat(bytes - 10 * restBytes - 9 * 2 - 8)}"}`;
      return [...Array(9).fill({ ...rest, Detail: '{}' }), { ...rest, Detail: detail }];
    };
    expect((await put(...padded(262_144))).FailedEntryCount).toBe(0);
    await expect(put(...padded(262_145))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Total size of the entries in the request is over the limit.',
    });
  });
});

describe('refusals of an entry', () => {
  it.each([
    {
      name: 'no source',
      flaw: { Source: undefined },
      code: 'InvalidArgument',
      reason: 'Source is a required argument',
    },
    {
      name: 'no detail-type',
      flaw: { DetailType: undefined },
      code: 'InvalidArgument',
      reason: 'DetailType is a required',
    },
    { name: 'an overlong detail-type', flaw: { DetailType: 't'.repeat(129) }, code: 'InvalidArgument', reason: '128' },
    {
      name: 'no detail',
      flaw: { Detail: undefined },
      code: 'InvalidArgument',
      reason: 'Detail is a required argument',
    },
    { name: 'a detail that is no JSON', flaw: { Detail: '{' }, code: 'MalformedDetail', reason: 'malformed' },
    { name: 'a detail that is a list', flaw: { Detail: '[]' }, code: 'MalformedDetail', reason: 'malformed' },
    { name: 'a detail that is null', flaw: { Detail: 'null' }, code: 'MalformedDetail', reason: 'malformed' },
    { name: 'a source of AWS', flaw: { Source: 'aws.ec2' }, code: 'NotAuthorizedForSourceException', reason: 'source' },
  ])('refuses $name and takes the others', async ({ flaw, code, reason }) => {
    const { Entries, FailedEntryCount } = await put(ENTRY, { ...ENTRY, ...flaw } as PutEventsRequestEntry, ENTRY);
    expect(FailedEntryCount).toBe(1);
    expect(Entries).toEqual([
      { EventId: expect.any(String) },
      { ErrorCode: code, ErrorMessage: expect.stringContaining(reason) },
      { EventId: expect.any(String) },
    ]);
    expect(bus.events).toHaveLength(2);
  });

  it('takes a detail-type of 128 characters', async () => {
    expect((await put({ ...ENTRY, DetailType: 't'.repeat(128) })).FailedEntryCount).toBe(0);
  });

  it('fails the entries it is told to', async () => {
    bus.entryFaults = ({ index, entry, call }) => {
      if (call === 1 && index === 1) return 'InternalFailure';
      return entry.Detail === '{"b":2}' ? 'ThrottlingException' : undefined;
    };
    const codes = async () =>
      (await put(ENTRY, ENTRY, { ...ENTRY, Detail: '{"b":2}' })).Entries?.map((e) => e.ErrorCode);
    expect(await codes()).toEqual([undefined, 'InternalFailure', 'ThrottlingException']);
    expect(await codes()).toEqual([undefined, undefined, 'ThrottlingException']);
    expect(bus.events).toHaveLength(3);
  });
});
