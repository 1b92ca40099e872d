import { isDeepStrictEqual } from 'node:util';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandOutput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Api } from '../core/api.ts';
import { placeInIndex } from '../core/attention.ts';
import type { Checkpoint } from '../core/checkpoint.ts';
import { ATTENTION_INDEX } from '../core/contract.ts';
import type { LeaseRequest } from '../core/lease.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Clock, Store } from '../ports.ts';
import { giveBack, takeTurn, toCheckpoint, wantReconciliation } from './checkpoint-item.ts';
import { answerOfWrite, wasWritten } from './conditional-write.ts';
import { DynamoDbBatches } from './dynamodb-batches.ts';
import { CHECKPOINT_KEY, fromItem, resourceKey, toItem } from './snapshot-item.ts';
import { type Update, updateOf } from './update-expression.ts';

const IS_NEW = 'attribute_not_exists(pk)';
const IS_VERSION = '#version = :version';

/**
 * The snapshots and the checkpoint of one scope in a DynamoDB table (its layout: snapshot-item.ts).
 *
 * No transactions and no streams, so it runs on any DynamoDB-compatible store.
 */
export class DynamoDbStore implements Store {
  readonly #batches: DynamoDbBatches;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly scope: string,
    private readonly api: Api,
    private readonly clock: Clock,
  ) {
    this.#batches = new DynamoDbBatches(client, tableName, clock);
  }

  async readCheckpoint(): Promise<Checkpoint> {
    return toCheckpoint(await this.#get(CHECKPOINT_KEY));
  }

  async takeTurn(wanted: LeaseRequest): Promise<Checkpoint | undefined> {
    const taken = await answerOfWrite(this.#update(CHECKPOINT_KEY, takeTurn(wanted), 'ALL_OLD'));
    return taken && toCheckpoint(taken.Attributes);
  }

  async giveBack(lease: LeaseRequest, next: Checkpoint | undefined): Promise<boolean> {
    return wasWritten(this.#update(CHECKPOINT_KEY, giveBack(lease, next)));
  }

  async wantReconciliation(at: string): Promise<void> {
    await this.#update(CHECKPOINT_KEY, wantReconciliation(at));
  }

  async read(from: string, to?: string): Promise<Snapshot[]> {
    const range = to === undefined ? 'attention >= :from' : 'attention BETWEEN :from AND :to';
    const found: Snapshot[] = [];
    let answer: QueryCommandOutput | undefined;
    do {
      answer = await this.client.send(
        new QueryCommand({
          TableName: this.tableName,
          IndexName: ATTENTION_INDEX,
          ConsistentRead: true,
          KeyConditionExpression: `pk = :scope AND ${range}`,
          ExpressionAttributeValues: { ':scope': this.scope, ':from': from, ...(to !== undefined && { ':to': to }) },
          ...(answer && { ExclusiveStartKey: answer.LastEvaluatedKey }),
        }),
      );
      found.push(...(answer.Items ?? []).map(fromItem));
    } while (answer.LastEvaluatedKey);
    return found;
  }

  async find(ids: readonly string[]): Promise<Snapshot[]> {
    const items = await this.#batches.read(ids.map((id) => this.#key(resourceKey(id))));
    return items.map(fromItem);
  }

  async commit(next: Snapshot): Promise<boolean> {
    const item = this.#toItem(next);
    const condition =
      next.version === 1
        ? { ConditionExpression: IS_NEW }
        : {
            ConditionExpression: IS_VERSION,
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':version': next.version - 1 },
          };
    const put = new PutCommand({ TableName: this.tableName, Item: item, ...condition });
    if (await wasWritten(this.client.send(put))) return true;
    // The client repeats a request if its answer was lost. The condition then fails on the first one's write.
    return isDeepStrictEqual(await this.#get(resourceKey(next.id)), item);
  }

  async clear(snapshot: Snapshot): Promise<void> {
    const { sk, version, outbox, attention } = this.#toItem(snapshot);
    // If refused, there was a commit since. Its outbox still has the published event, which goes out again with the same id.
    await wasWritten(this.#update(sk, updateOf({ version, outbox, attention }, IS_VERSION)));
  }

  /** Without conditions, which BatchWriteItem does not support. core/lease.ts explains why no other turn can interfere. */
  async record(snapshots: readonly Snapshot[], beforeEach?: () => void): Promise<void> {
    await this.#batches.write(
      snapshots.map((snapshot) => this.#toItem(snapshot)),
      beforeEach,
    );
  }

  #toItem(snapshot: Snapshot) {
    return { pk: this.scope, ...toItem(snapshot, placeInIndex(this.api, snapshot, this.clock.nowMs())) };
  }

  #update(sk: string, update: Update, returned: 'ALL_OLD' | 'NONE' = 'NONE') {
    return this.client.send(
      new UpdateCommand({ TableName: this.tableName, Key: this.#key(sk), ReturnValues: returned, ...update }),
    );
  }

  async #get(sk: string): Promise<Record<string, unknown> | undefined> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.tableName, Key: this.#key(sk), ConsistentRead: true }),
    );
    return Item;
  }

  #key(sk: string) {
    return { pk: this.scope, sk };
  }
}
