import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BACKEND_CLIENT } from '../../lambda/adapters/clients.ts';
import { documentClient } from '../../lambda/adapters/document-client.ts';
import { DynamoDbStore } from '../../lambda/adapters/dynamodb-store.ts';
import { invitations } from '../../lambda/apis/invitations.ts';
import { leaseFrom } from '../../lambda/core/lease.ts';
import { EmbeddedDynamoDb } from '../../local/aws/dynamodb.ts';
import { type Fault, type FaultSource, inTurn, type ReceivedRequest } from '../../local/aws/faults.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import { ALL, D1, idsOf, recorded, snapshot, WAITING } from '../contracts/stores/store-context.ts';

const TABLE = 'snapshots';
const LEASE = leaseFrom(Date.parse(D1), 'a', 0);

/** What the requests are. What they achieve is in `test/contracts`, for every store. */
let faults: FaultSource | undefined;
const db = new EmbeddedDynamoDb({ tableName: TABLE, faults: (request) => faults?.(request) });
let client: DynamoDBDocumentClient;
let store: DynamoDbStore;
const sleeps: number[] = [];
const clock = { nowMs: () => Date.parse(D1), sleep: async (ms: number) => void sleeps.push(ms) };
let scopes = 0;
let requestsBefore = 0;

beforeAll(async () => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const endpoint = await db.start();
  client = documentClient(new DynamoDBClient({ ...BACKEND_CLIENT, endpoint, region: 'us-east-1', credentials }));
});
afterAll(() => db.stop());
beforeEach(() => {
  faults = undefined;
  sleeps.length = 0;
  scopes += 1;
  requestsBefore = db.requests.length;
  store = new DynamoDbStore(client, TABLE, `scope-${scopes}`, invitations, clock);
});
const requests = () => db.requests.slice(requestsBefore);
const operations = () => requests().map(({ operation }) => operation);
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => recorded(`r${String(index).padStart(3, '0')}`, D1));
const itemsOf = (input: ReceivedRequest['input']) => (input.RequestItems as Record<string, unknown[]>)[TABLE] ?? [];

describe('a turn', () => {
  it('is one request to take it, and one to give it back', async () => {
    await store.takeTurn(LEASE);
    await store.giveBack(LEASE, { baselineDone: true });
    expect(operations()).toEqual(['UpdateItem', 'UpdateItem']);
  });

  it('that is not to be had is one request, too', async () => {
    await store.takeTurn(LEASE);
    await store.takeTurn({ ...LEASE, by: 'b' });
    expect(operations()).toEqual(['UpdateItem', 'UpdateItem']);
  });
});

describe('reading', () => {
  it('is one request of each kind, and each one is consistent', async () => {
    await store.readCheckpoint();
    await store.read(ALL);
    await store.find(['a', 'b']);
    expect(operations()).toEqual(['GetItem', 'Query', 'BatchGetItem']);
    const [get, query, batch] = requests().map(({ input }) => input);
    for (const input of [get, query, itemsOf(batch ?? {})]) expect(input).toMatchObject({ ConsistentRead: true });
  });

  it('goes on where a query has come to the end of its megabyte', async () => {
    const large = 'x'.repeat(190_000);
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await store.commit(snapshot(id, D1, { fields: { large } }));
    await store.read(ALL);
    expect(operations().slice(7)).toEqual(['Query', 'Query']);
  });

  it.each([
    { count: 0, sizes: [] },
    { count: 100, sizes: [100] },
    { count: 201, sizes: [1, 100, 100] },
  ])('finds $count ids in calls of at most 100', async ({ count, sizes }) => {
    await store.find(idsOf(many(count)));
    const keys = requests().map(({ input }) => (itemsOf(input) as { readonly Keys?: readonly unknown[] }).Keys);
    expect(keys.map((each) => each?.length ?? 0).sort((a, b) => a - b)).toEqual(sizes);
  });
});

describe('a write', () => {
  const itemPut = () => Object.keys((requests()[0]?.input.Item as object | undefined) ?? {}).sort();

  it('is one request, and one more where a commit is refused', async () => {
    await store.commit(snapshot('a', D1, { outbox: [WAITING] }));
    await store.clear(snapshot('a', D1));
    expect(operations()).toEqual(['PutItem', 'UpdateItem']);
    await store.commit(snapshot('a', D1));
    expect(operations().slice(2)).toEqual(['PutItem', 'GetItem']);
  });

  it('leaves out lists that are empty, a place in the index that it does not have, and the first release', async () => {
    await store.commit(snapshot('a', undefined));
    expect(itemPut()).toEqual(['fields', 'pk', 'sequence', 'sk', 'version']);
  });

  it('stores a place in the index, lists that have something in them, and a later release', async () => {
    await store.commit(snapshot('a', undefined, { outbox: [WAITING], warned: ['P1D@x'], release: 2 }));
    const members = ['attention', 'fields', 'outbox', 'pk', 'release', 'sequence', 'sk', 'version', 'warned'];
    expect(itemPut()).toEqual(members);
  });
});

describe('record', () => {
  const readIds = async () => idsOf(await store.read(ALL)).sort();
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
    expect(await readIds()).toEqual(idsOf(many(count)));
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
    expect(await store.commit(snapshot('a', D1))).toBe(true);
    expect(operations()).toEqual(['PutItem', 'PutItem']);
  });

  it('is asked five times, no more', async () => {
    faults = () => broken;
    await expect(store.readCheckpoint()).rejects.toThrow('Broken');
    expect(operations()).toHaveLength(5);
  });

  it('tells, when asked again, that the write had gone through', async () => {
    faults = inTurn('drop-after');
    expect(await store.commit(snapshot('a', D1))).toBe(true);
    expect(operations()).toEqual(['PutItem', 'PutItem', 'GetItem']);
  });
});
