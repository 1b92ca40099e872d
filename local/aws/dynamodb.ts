import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  type KeySchemaElement,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { ATTENTION_INDEX } from '../../lambda/core/contract.ts';
import type { FaultSource, ReceivedRequest } from './faults.ts';
import { FaultyProxy } from './faulty-proxy.ts';

const POLL_MS = 5;

export interface EmbeddedDynamoDbOptions {
  readonly tableName: string;
  /** A folder for this store only; absent: the store lives in memory. */
  readonly path?: string;
  /** If set, requests are counted and may fail. */
  readonly faults?: FaultSource;
}

/** A DynamoDB-compatible store with one table, inside this process. */
export class EmbeddedDynamoDb {
  private store: Server | undefined;
  private proxy: FaultyProxy | undefined;

  constructor(private readonly options: EmbeddedDynamoDbOptions) {}

  /** The requests so far, if there is a fault source. */
  get requests(): readonly ReceivedRequest[] {
    return this.proxy?.requests ?? [];
  }

  /** @returns the endpoint's URL */
  async start(): Promise<string> {
    const { tableName, path, faults } = this.options;
    this.store = dynalite({ createTableMs: 0, ...(path !== undefined && { path }) });
    this.store.listen(0, '127.0.0.1');
    await once(this.store, 'listening');
    const { port } = this.store.address() as AddressInfo;
    const endpoint = `http://127.0.0.1:${port}`;
    await provideTable(endpoint, tableName);
    if (!faults) return endpoint;
    this.proxy = new FaultyProxy(endpoint, faults);
    return this.proxy.start();
  }

  async stop(): Promise<void> {
    await this.proxy?.stop();
    const store = this.store;
    if (!store) return;
    this.store = undefined;
    // Its close() waits for the connections, and then for the files to be written.
    await new Promise<void>((resolve, reject) => {
      store.close((error) => (error ? reject(error) : resolve()));
      store.closeAllConnections();
    });
  }
}

const keysOf = (sortKey: string): KeySchemaElement[] => [
  { AttributeName: 'pk', KeyType: 'HASH' },
  { AttributeName: sortKey, KeyType: 'RANGE' },
];

/** Creates the table with its keys and its index, if it is missing. */
export async function provideTable(endpoint: string, tableName: string): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  try {
    await client.send(
      new CreateTableCommand({
        TableName: tableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk', ATTENTION_INDEX].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S',
        })),
        KeySchema: keysOf('sk'),
        LocalSecondaryIndexes: [
          { IndexName: ATTENTION_INDEX, KeySchema: keysOf(ATTENTION_INDEX), Projection: { ProjectionType: 'ALL' } },
        ],
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  const describe = new DescribeTableCommand({ TableName: tableName });
  while ((await client.send(describe)).Table?.TableStatus !== 'ACTIVE') await sleep(POLL_MS);
  client.destroy();
}
