import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { EmbeddedDynamoDb, type EmbeddedDynamoDbOptions } from '../../../local/aws/dynamodb.ts';
import { inTurn } from '../../../local/aws/faults.ts';
import { ServiceError } from '../../../local/aws/service-error.ts';
import { dynamoDbClient } from './clients.ts';

const TableName = 'snapshots';
const KEY = { pk: { S: 'scope' }, sk: { S: 'CHECKPOINT' } };
const throttled = new ServiceError('ThrottlingException', 400, { message: 'Rate exceeded' });

let db: EmbeddedDynamoDb;
afterEach(() => db.stop());

async function start(options: Omit<EmbeddedDynamoDbOptions, 'tableName'> = {}, clientSettings = {}) {
  db = new EmbeddedDynamoDb({ tableName: TableName, ...options });
  return dynamoDbClient(await db.start(), clientSettings);
}
const put = (client: DynamoDBClient, version: string) =>
  client.send(new PutItemCommand({ TableName, Item: { ...KEY, version: { N: version } } }));
const storedVersion = async (client: DynamoDBClient) =>
  (await client.send(new GetItemCommand({ TableName, Key: KEY }))).Item?.version?.N;

describe('the embedded store', () => {
  it('has its table at once', async () => {
    const client = await start();
    await put(client, '1');
    expect(await storedVersion(client)).toBe('1');
  });

  it('forgets what was in memory', async () => {
    await put(await start(), '1');
    await db.stop();
    expect(await storedVersion(await start())).toBeUndefined();
  });

  it('keeps what is on disk', async () => {
    const path = await mkdtemp(join(tmpdir(), 'dynamodb-'));
    await put(await start({ path }), '1');
    await db.stop();
    expect(await storedVersion(await start({ path }))).toBe('1');
    await db.stop();
    await rm(path, { recursive: true });
  });
});

describe('faults', () => {
  it('counts, and lets through what no fault is for', async () => {
    const client = await start({ faults: () => undefined });
    await put(client, '1');
    expect(await storedVersion(client)).toBe('1');
    expect(db.requests.map(({ operation }) => operation)).toEqual(['PutItem', 'GetItem']);
    expect(db.requests[0]?.input).toMatchObject({ TableName });
  });

  it('passes on the errors of the store', async () => {
    const client = await start({ faults: () => undefined });
    const conditional = new PutItemCommand({ TableName, Item: KEY, ConditionExpression: 'attribute_exists(pk)' });
    await expect(client.send(conditional)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  });

  it('drops before the write', async () => {
    const client = await start({ faults: inTurn('drop') });
    await expect(put(client, '1')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await storedVersion(client)).toBeUndefined();
  });

  it('drops after the write', async () => {
    const client = await start({ faults: inTurn('drop-after') });
    await expect(put(client, '1')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await storedVersion(client)).toBe('1');
  });

  it('throttles', async () => {
    const client = await start({ faults: inTurn(throttled) });
    await expect(put(client, '1')).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect(await storedVersion(client)).toBeUndefined();
  });

  it('hangs', async () => {
    const client = await start({ faults: inTurn('hang') }, { requestTimeoutMs: 40 });
    await expect(put(client, '1')).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
