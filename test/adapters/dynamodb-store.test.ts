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

/** What the requests are. What they achieve is in `test/contracts`, for every store. */
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

describe('commit', () => {
  it('is one request, and one more where it is refused', async () => {
    await store.commit(snapshot(1));
    await store.commit(snapshot(1));
    expect(operations()).toEqual(['PutItem', 'PutItem', 'BatchGetItem']);
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
