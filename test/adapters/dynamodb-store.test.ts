import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BACKEND_CLIENT } from '../../lambda/adapters/clients.ts';
import { documentClient } from '../../lambda/adapters/document-client.ts';
import { DynamoDbStore } from '../../lambda/adapters/dynamodb-store.ts';
import { invitations } from '../../lambda/apis/invitations.ts';
import { leaseFrom } from '../../lambda/core/lease.ts';
import { EmbeddedDynamoDb } from '../../local/aws/dynamodb.ts';
import { type Fault, type FaultSource, inTurn } from '../../local/aws/faults.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import { ALL, D1, idsOf, recorded, snapshot, WAITING } from '../contracts/stores/store-context.ts';

const TABLE = 'snapshots';
const LEASE = leaseFrom(Date.parse(D1), 'a', 0);

/** Number of requests, contents of items, and failing services. `test/contracts/stores` has all other tests, for every store. */
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
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => recorded(`r${String(index).padStart(3, '0')}`, D1));

/** Each request costs money and time. */
describe('the number of requests', () => {
  const other = { ...LEASE, by: 'b' };

  it.each<{ name: string; count: number; first?: () => Promise<unknown>; work: () => Promise<unknown> }>([
    { name: 'to take a turn', count: 1, work: () => store.takeTurn(LEASE) },
    {
      name: 'where it is not to be had',
      count: 1,
      first: () => store.takeTurn(LEASE),
      work: () => store.takeTurn(other),
    },
    {
      name: 'to give it back',
      count: 1,
      first: () => store.takeTurn(LEASE),
      work: () => store.giveBack(LEASE, undefined),
    },
    { name: 'to read the checkpoint', count: 1, work: () => store.readCheckpoint() },
    { name: 'to read from the index', count: 1, work: () => store.read(ALL) },
    { name: 'to find none', count: 0, work: () => store.find([]) },
    { name: 'to find 201', count: 3, work: () => store.find(idsOf(many(201))) },
    { name: 'to record none', count: 0, work: () => store.record([]) },
    { name: 'to record 60', count: 3, work: () => store.record(many(60)) },
    { name: 'to commit', count: 1, work: () => store.commit(snapshot('a', D1)) },
    {
      name: 'to commit in vain',
      count: 2,
      first: () => store.commit(snapshot('a', D1, { outbox: [WAITING] })),
      work: () => store.commit(snapshot('a', D1)),
    },
    {
      name: 'to clear',
      count: 1,
      first: () => store.commit(snapshot('a', D1)),
      work: () => store.clear(snapshot('a', D1)),
    },
  ])('$name is $count', async ({ first, work, count }) => {
    await first?.();
    const before = db.requests.length;
    await work();
    expect(db.requests.length - before).toBe(count);
  });
});

describe('an item', () => {
  const itemPut = () => Object.keys((requests()[0]?.input.Item as object | undefined) ?? {}).sort();

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
    expect(idsOf(await store.read(ALL))).toEqual(['a']);
  });

  it('is asked five times, no more', async () => {
    faults = () => broken;
    await expect(store.readCheckpoint()).rejects.toThrow('Broken');
    expect(requests()).toHaveLength(5);
  });

  it('is given up, which is said, when it never gets done with a batch', async () => {
    faults = ({ input }): Fault => ({ body: { UnprocessedItems: input.RequestItems } });
    await expect(store.record(many(2))).rejects.toThrow('DynamoDB left 2 items unprocessed, 8 times');
    expect(sleeps).toEqual([100, 200, 400, 800, 1600, 3200, 6400]);
  });
});
