import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Snapshot } from '../core/snapshot.ts';
import { type Checkpoint, NO_CHECKPOINT } from '../core/window.ts';
import type { Clock, Kept, SnapshotPage, SnapshotRange, SnapshotStore } from '../ports.ts';
import { wasWritten } from './conditional-write.ts';
import { DynamoDbBatches } from './dynamodb-batches.ts';
import {
  CHECKPOINT_KEY,
  committedKey,
  fromItem,
  fromPin,
  keyRange,
  recordedKey,
  toItem,
  toPin,
} from './snapshot-item.ts';

const IS_NEW = 'attribute_not_exists(pk)';
const IS_VERSION = '#version = :version';

/**
 * The snapshots and the checkpoint of one scope in a DynamoDB table with the string keys `pk` and `sk`.
 *
 * Every write is of a single item under a condition (no transactions, streams or secondary indexes), so that it runs on
 * any DynamoDB-compatible store; a refused condition is answered by reading the item, for stores that cannot return it.
 */
export class DynamoDbStore implements SnapshotStore {
  readonly #batches: DynamoDbBatches;

  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
    private readonly scope: string,
    clock: Clock,
  ) {
    this.#batches = new DynamoDbBatches(client, tableName, clock);
  }

  async readCheckpoint(): Promise<Checkpoint> {
    const item = await this.#get(CHECKPOINT_KEY);
    if (!item) return NO_CHECKPOINT;
    const { pk: _pk, sk: _sk, ...checkpoint } = item;
    return checkpoint as unknown as Checkpoint;
  }

  async saveCheckpoint(next: Checkpoint): Promise<boolean> {
    return this.#put({ sk: CHECKPOINT_KEY, ...next }, next.version);
  }

  async read({ from, to, position, limit, consistent }: SnapshotRange): Promise<SnapshotPage> {
    const { first, last } = keyRange(from, to);
    const { Items, LastEvaluatedKey } = await this.client.send(
      new QueryCommand({
        TableName: this.tableName,
        KeyConditionExpression: 'pk = :scope AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: { ':scope': { S: this.scope }, ':first': { S: first }, ':last': { S: last } },
        ScanIndexForward: false,
        ...(consistent && { ConsistentRead: true }),
        ...(position !== undefined && { ExclusiveStartKey: this.#key(position) }),
        ...(limit !== undefined && { Limit: limit }),
      }),
    );
    const items = (Items ?? []).map((item) => unmarshall(item));
    const end = LastEvaluatedKey?.sk?.S ?? items.at(-1)?.sk;
    const snapshots = await Promise.all(items.map((item) => this.#toSnapshot(item)));
    return {
      snapshots: snapshots.filter((snapshot) => snapshot !== undefined),
      ...(end !== undefined && { position: end }),
      more: LastEvaluatedKey !== undefined,
    };
  }

  async findAll(resources: readonly Kept[]): Promise<Snapshot[]> {
    const keys = resources.flatMap(({ id, date }) => [committedKey(id, date), recordedKey(id, date)]);
    const items = await this.#batches.read([...new Set(keys)].map((sk) => this.#key(sk)));
    const bySortKey = new Map(items.map((item) => [item.sk, item]));
    const found: Snapshot[] = [];
    for (const { id, date } of resources) {
      const item = bySortKey.get(committedKey(id, date)) ?? bySortKey.get(recordedKey(id, date));
      const snapshot = item ? await this.#toSnapshot(item) : date === undefined && (await this.#search(id));
      if (snapshot) found.push(snapshot);
    }
    return found;
  }

  /** One snapshot, read consistently. */
  async find(id: string, date: string | undefined): Promise<Snapshot | undefined> {
    const [snapshot] = await this.findAll([{ id, ...(date !== undefined && { date }) }]);
    return snapshot;
  }

  async commit(next: Snapshot): ReturnType<SnapshotStore['commit']> {
    if (await this.#put(toItem(next), next.version)) return { committed: true };
    return { committed: false, stored: await this.find(next.id, next.date) };
  }

  async pin(snapshot: Snapshot): Promise<void> {
    const item = marshall({ pk: this.scope, ...toPin(snapshot) });
    await this.client.send(new PutItemCommand({ TableName: this.tableName, Item: item }));
  }

  async settle(snapshot: Snapshot): Promise<void> {
    const { outbox } = toItem(snapshot);
    // If refused, another run has committed since. What we published is in its outbox too, and goes out once more, with the
    // same id.
    await wasWritten(
      this.client.send(
        new UpdateItemCommand({
          TableName: this.tableName,
          Key: this.#key(committedKey(snapshot.id, snapshot.date)),
          UpdateExpression: outbox ? 'SET outbox = :outbox' : 'REMOVE outbox',
          ConditionExpression: IS_VERSION,
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: marshall({ ':version': snapshot.version, ...(outbox && { ':outbox': outbox }) }),
        }),
      ),
    );
  }

  async record(snapshots: readonly Snapshot[]): Promise<void> {
    await this.#batches.write(snapshots.map((snapshot) => ({ pk: this.scope, ...toItem(snapshot) })));
  }

  async #toSnapshot(item: Record<string, unknown>): Promise<Snapshot | undefined> {
    const pin = fromPin(item);
    if (!pin) return fromItem(item);
    const snapshot = await this.find(pin.id, pin.keptUnder);
    return snapshot && { ...snapshot, pinned: true };
  }

  /** A resource that has lost its date can be kept under any. To look through them all is dear, and rarely needed. */
  async #search(id: string): Promise<Snapshot | undefined> {
    let page: SnapshotPage = { snapshots: [], more: true };
    while (page.more) {
      page = await this.read(page.position === undefined ? {} : { position: page.position });
      const found = page.snapshots.find((snapshot) => snapshot.id === id);
      if (found) return found.date === undefined ? found : this.find(id, found.date);
    }
    return undefined;
  }

  /** Returns false where the stored version is not the one before `version`. */
  async #put(item: Record<string, unknown>, version: number): Promise<boolean> {
    const condition =
      version === 1
        ? { ConditionExpression: IS_NEW }
        : {
            ConditionExpression: IS_VERSION,
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: marshall({ ':version': version - 1 }),
          };
    return wasWritten(
      this.client.send(
        new PutItemCommand({
          TableName: this.tableName,
          Item: marshall({ pk: this.scope, ...item }, { removeUndefinedValues: true }),
          ...condition,
        }),
      ),
    );
  }

  async #get(sk: string): Promise<Record<string, unknown> | undefined> {
    const { Item } = await this.client.send(
      new GetItemCommand({ TableName: this.tableName, Key: this.#key(sk), ConsistentRead: true }),
    );
    return Item && unmarshall(Item);
  }

  #key(sk: string) {
    return { pk: { S: this.scope }, sk: { S: sk } };
  }
}
