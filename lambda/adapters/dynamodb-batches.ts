import { BatchGetCommand, BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import type { Clock } from '../ports.ts';

/** BatchWriteItem takes 25 items, and BatchGetItem 100 keys. */
const MAX_WRITES = 25;
const MAX_READS = 100;
const CONCURRENT_BATCHES = 4;
const FIRST_RETRY_MS = 100;
const MAX_ATTEMPTS = 8;

type Item = Record<string, unknown>;
type Key = Record<string, string>;

/** Batch requests to one table. */
export class DynamoDbBatches {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly clock: Clock,
  ) {}

  /** Writes without a condition. */
  async write(items: readonly Item[], beforeEach: () => void = () => undefined): Promise<void> {
    await this.#inBatches(items, MAX_WRITES, async (batch) => {
      beforeEach();
      const requests = batch.map((item) => ({ PutRequest: { Item: item } }));
      const command = new BatchWriteCommand({ RequestItems: { [this.tableName]: requests } });
      const { UnprocessedItems } = await this.client.send(command);
      return (UnprocessedItems?.[this.tableName] ?? []).map(({ PutRequest }) => PutRequest?.Item ?? {});
    });
  }

  /** Reads the items that exist, consistently, in any order. */
  async read(keys: readonly Key[]): Promise<Item[]> {
    const found: Item[] = [];
    await this.#inBatches(keys, MAX_READS, async (batch) => {
      const command = new BatchGetCommand({
        RequestItems: { [this.tableName]: { Keys: batch, ConsistentRead: true } },
      });
      const { Responses, UnprocessedKeys } = await this.client.send(command);
      found.push(...(Responses?.[this.tableName] ?? []));
      return (UnprocessedKeys?.[this.tableName]?.Keys ?? []) as Key[];
    });
    return found;
  }

  /** The client retries a refused call, but not items that an accepted call left unprocessed. */
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
