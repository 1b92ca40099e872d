import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BACKEND_CLIENT } from '../../lambda/adapters/clients.ts';
import { DynamoDbStore } from '../../lambda/adapters/dynamodb-store.ts';
import type { Snapshot } from '../../lambda/core/snapshot.ts';
import { EmbeddedDynamoDb } from '../../local/aws/dynamodb.ts';
import { type Fault, type FaultSource, inTurn, type ReceivedRequest } from '../../local/aws/faults.ts';
import { ServiceError } from '../../local/aws/service-error.ts';

const TABLE = 'snapshots';
const DATE = '2026-11-20T00:00:00.000Z';

let faults: FaultSource | undefined;
const db = new EmbeddedDynamoDb({ tableName: TABLE, faults: (request) => faults?.(request) });
let client: DynamoDBClient;
let store: DynamoDbStore;
const sleeps: number[] = [];
const clock = { nowMs: () => 0, sleep: async (ms: number) => void sleeps.push(ms) };
let scopes = 0;
let requestsBefore = 0;

beforeAll(async () => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new DynamoDBClient({ ...BACKEND_CLIENT, endpoint: await db.start(), region: 'us-east-1', credentials });
});
afterAll(() => db.stop());
beforeEach(() => {
  faults = undefined;
  sleeps.length = 0;
  scopes += 1;
  requestsBefore = db.requests.length;
  store = new DynamoDbStore(client, TABLE, `scope-${scopes}`, clock);
});
const requests = () => db.requests.slice(requestsBefore);
const operations = () => requests().map(({ operation }) => operation);

const snapshot = (version: number, members: Partial<Snapshot> = {}): Snapshot => ({
  id: 'a',
  date: DATE,
  fields: { id: 'a', status: `V${version}` },
  version,
  sequence: version,
  warned: [],
  outbox: [],
  ...members,
});
const WAITING = { detailType: 'Engagement Invitation Created', sequence: 1, detectedAt: DATE } as const;
const NEXT = { detailType: 'Engagement Invitation Accepted', sequence: 2, detectedAt: DATE } as const;
const find = () => store.find('a', DATE);

describe('commit', () => {
  it('creates what is not there', async () => {
    expect(await store.commit(snapshot(1))).toEqual({ committed: true });
    expect(await find()).toStrictEqual(snapshot(1));
    expect(operations()).toEqual(['PutItem', 'GetItem']);
  });

  it('refuses to create what is there, and returns that', async () => {
    await store.commit(snapshot(1, { outbox: [WAITING] }));
    const refused = await store.commit(snapshot(1, { fields: { id: 'a', status: 'LATE' } }));
    expect(refused).toStrictEqual({ committed: false, stored: snapshot(1, { outbox: [WAITING] }) });
    expect((await find())?.fields).toEqual({ id: 'a', status: 'V1' });
  });

  it('replaces the version before, and only that', async () => {
    await store.commit(snapshot(1));
    expect(await store.commit(snapshot(3))).toStrictEqual({ committed: false, stored: snapshot(1) });
    expect(await store.commit(snapshot(2))).toEqual({ committed: true });
    expect(await store.commit(snapshot(2))).toStrictEqual({ committed: false, stored: snapshot(2) });
    expect(await find()).toStrictEqual(snapshot(2));
  });

  it('refuses to replace what is not there', async () => {
    expect(await store.commit(snapshot(2))).toStrictEqual({ committed: false, stored: undefined });
    expect(await find()).toBeUndefined();
  });

  it('lets one of two that race win', async () => {
    await store.commit(snapshot(1));
    const [x, y] = ['X', 'Y'].map((status) => snapshot(2, { fields: { status } }));
    const results = await Promise.all([x, y].map((next) => store.commit(next as Snapshot)));
    const winner = results[0]?.committed ? x : y;
    expect(results).toContainEqual({ committed: true });
    expect(results).toContainEqual({ committed: false, stored: winner });
    expect(await find()).toStrictEqual(winner);
  });

  it('keeps scopes apart', async () => {
    const other = new DynamoDbStore(client, TABLE, 'another scope', clock);
    await store.commit(snapshot(1));
    expect(await other.find('a', DATE)).toBeUndefined();
    expect(await other.commit(snapshot(1))).toEqual({ committed: true });
  });

  it('takes the place of what the baseline recorded', async () => {
    await store.record([snapshot(0)]);
    expect(await find()).toStrictEqual(snapshot(0));
    expect(await store.commit(snapshot(1))).toEqual({ committed: true });
    expect(await find()).toStrictEqual(snapshot(1));
  });

  it('returns what the baseline recorded, where nothing else is there', async () => {
    await store.record([snapshot(0)]);
    expect(await store.commit(snapshot(2))).toStrictEqual({ committed: false, stored: snapshot(0) });
  });
});

describe('settle', () => {
  it('empties the outbox, and changes nothing else', async () => {
    await store.commit(snapshot(1, { outbox: [WAITING], warned: ['P1D@x'] }));
    await store.settle(snapshot(1, { outbox: [], fields: { other: 'x' }, warned: [] }));
    expect(await find()).toStrictEqual(snapshot(1, { warned: ['P1D@x'] }));
  });

  it('leaves the events that are still to be published', async () => {
    await store.commit(snapshot(1, { outbox: [WAITING, NEXT] }));
    await store.settle(snapshot(1, { outbox: [NEXT] }));
    expect((await find())?.outbox).toStrictEqual([NEXT]);
  });

  it.each([1, 3])('leaves everything to a run that has committed since: version %i', async (version) => {
    await store.commit(snapshot(1));
    await store.commit(snapshot(2, { outbox: [WAITING, NEXT] }));
    await store.settle(snapshot(version, { outbox: [] }));
    expect((await find())?.outbox).toStrictEqual([WAITING, NEXT]);
  });

  it('creates nothing', async () => {
    await store.settle(snapshot(1));
    expect(await find()).toBeUndefined();
  });

  it('does not keep other failures to itself', async () => {
    await store.commit(snapshot(1));
    faults = () => new ServiceError('ResourceNotFoundException', 400, { message: 'no table' });
    await expect(store.settle(snapshot(1))).rejects.toThrow('no table');
  });
});

describe('record', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => snapshot(0, { id: `r${String(index).padStart(3, '0')}` }));
  const readIds = async () => (await store.read({})).snapshots.map(({ id }) => id).sort();
  const itemsOf = (input: ReceivedRequest['input']) => (input.RequestItems as Record<string, unknown[]>)[TABLE] ?? [];
  const batchSizes = () =>
    requests()
      .filter(({ operation }) => operation === 'BatchWriteItem')
      .map(({ input }) => itemsOf(input).length);

  it.each([
    { count: 0, sizes: [] },
    { count: 1, sizes: [1] },
    { count: 25, sizes: [25] },
    { count: 26, sizes: [1, 25] },
    { count: 60, sizes: [10, 25, 25] },
  ])('writes $count in calls of at most 25', async ({ count, sizes }) => {
    await store.record(many(count));
    expect(batchSizes().sort((a, b) => a - b)).toEqual(sizes);
    expect(await readIds()).toEqual(many(count).map(({ id }) => id));
  });

  it('never overwrites what is committed', async () => {
    await store.commit(snapshot(1, { outbox: [WAITING] }));
    await store.record([snapshot(0, { fields: { id: 'a', status: 'STALE' } })]);
    expect(await find()).toStrictEqual(snapshot(1, { outbox: [WAITING] }));
    expect(await store.commit(snapshot(2))).toEqual({ committed: true });
  });

  it('writes again what the store left unprocessed, and only that, after a while', async () => {
    // Such an answer does nothing itself: the one item that it does not name is the one that stays away.
    faults = ({ number, input }) =>
      number === requestsBefore + 1 ? { body: { UnprocessedItems: { [TABLE]: itemsOf(input).slice(1) } } } : undefined;
    await store.record(many(3));
    expect(sleeps).toEqual([100]);
    expect(batchSizes()).toEqual([3, 2]);
    expect(await readIds()).toEqual(['r001', 'r002']);
  });

  it('gives up, and says so, when the store never gets done', async () => {
    faults = ({ input }): Fault => ({ body: { UnprocessedItems: input.RequestItems } });
    await expect(store.record(many(2))).rejects.toThrow('DynamoDB left 2 items unprocessed, 8 times');
    expect(sleeps).toEqual([100, 200, 400, 800, 1600, 3200, 6400]);
  });
});

describe('a store in trouble', () => {
  const throttled = new ServiceError('ThrottlingException', 400, { message: 'Rate exceeded' });
  const exceeded = new ServiceError('ProvisionedThroughputExceededException', 400, { message: 'Too much' });
  const broken = new ServiceError('InternalServerError', 500, { message: 'Broken' });

  it.each([
    { name: 'is throttled', fault: throttled },
    { name: 'is out of capacity', fault: exceeded },
    { name: 'breaks', fault: broken },
    { name: 'drops the connection', fault: 'drop' as const },
  ])('is asked again when it $name', async ({ fault }) => {
    faults = inTurn(fault);
    expect(await store.commit(snapshot(1))).toEqual({ committed: true });
    expect(operations()).toEqual(['PutItem', 'PutItem']);
  });

  it('is asked five times, no more', async () => {
    faults = () => broken;
    await expect(store.readCheckpoint()).rejects.toThrow('Broken');
    expect(operations()).toHaveLength(5);
  });

  it('tells, when asked again, that the write had gone through', async () => {
    faults = inTurn('drop-after');
    expect(await store.commit(snapshot(1))).toStrictEqual({ committed: false, stored: snapshot(1) });
  });
});
