import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type DynamoDBClient,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import pMap from 'p-map';
import type { Clock } from '../ports.ts';

/** BatchWriteItem takes 25 items, BatchGetItem 100 keys. */
const MAX_WRITES = 25;
const MAX_READS = 100;
const CONCURRENT_BATCHES = 4;
const FIRST_RETRY_MS = 100;
const MAX_ATTEMPTS = 8;

type Item = Record<string, AttributeValue>;
type Key = Readonly<Record<string, { readonly S: string }>>;

/** The batches of one table. */
export class DynamoDbBatches {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
    private readonly clock: Clock,
  ) {}

  /** Writes without a condition. */
  async write(items: readonly Item[], beforeEach: () => void = () => undefined): Promise<void> {
    const requests: WriteRequest[] = items.map((item) => ({ PutRequest: { Item: item } }));
    await this.#inBatches(requests, MAX_WRITES, async (batch) => {
      beforeEach();
      const command = new BatchWriteItemCommand({ RequestItems: { [this.tableName]: batch } });
      const { UnprocessedItems } = await this.client.send(command);
      return UnprocessedItems?.[this.tableName] ?? [];
    });
  }

  /** Those of the items that there are, read consistently, in no order. */
  async read(keys: readonly Key[]): Promise<Record<string, unknown>[]> {
    const found: Record<string, unknown>[] = [];
    await this.#inBatches(keys, MAX_READS, async (batch) => {
      const command = new BatchGetItemCommand({
        RequestItems: { [this.tableName]: { Keys: batch, ConsistentRead: true } },
      });
      const { Responses, UnprocessedKeys } = await this.client.send(command);
      for (const item of Responses?.[this.tableName] ?? []) found.push(unmarshall(item));
      return (UnprocessedKeys?.[this.tableName]?.Keys ?? []) as Key[];
    });
    return found;
  }

  /** The client retries a refused call, but not what an accepted one left unprocessed. */
  async #inBatches<T>(all: readonly T[], size: number, send: (batch: T[]) => Promise<T[]>): Promise<void> {
    const batches = Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
      all.slice(index * size, (index + 1) * size),
    );
    const sendAll = async (batch: T[]) => {
      let left = await send(batch);
      for (let attempt = 1; left.length > 0; attempt++) {
        if (attempt === MAX_ATTEMPTS)
          throw new Error(`DynamoDB left ${left.length} items unprocessed, ${attempt} times`);
        await this.clock.sleep(FIRST_RETRY_MS * 2 ** (attempt - 1));
        left = await send(left);
      }
    };
    await pMap(batches, sendAll, { concurrency: CONCURRENT_BATCHES });
  }
}
