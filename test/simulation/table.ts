import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { SimulatedClock } from './clock.ts';
import {
  checkBatch,
  checkItem,
  checkKeys,
  type Item,
  invalid,
  keyOf,
  MAX_QUERY_BYTES,
  sizeInBytes,
} from './item-limits.ts';
import { Partition } from './partition.ts';
import type { SimulatedRun } from './run.ts';
import type { Scheduler } from './scheduler.ts';
import type { TableFaults } from './service-faults.ts';

/** Told of every write that took effect. */
export interface TableObserver {
  wrote(run: SimulatedRun, how: 'put' | 'update', sk: string, before: Item | undefined, after: Item): void;
}

interface Writer {
  readonly run: SimulatedRun;
  readonly observer: TableObserver;
}

class Unavailable extends Error {
  override readonly name = 'InternalServerError';
}

/** The conditions that the adapters know. None holds where there is no item, but that there be none. */
const CONDITIONS: Readonly<Record<string, (item: Item | undefined, values: Item) => boolean>> = {
  'attribute_not_exists(pk)': (item) => item === undefined,
  '#version = :version': (item, values) => item?.version?.N !== undefined && item.version.N === values[':version']?.N,
  'startedMs = :before': (item, values) =>
    item?.startedMs?.N !== undefined && item.startedMs.N === values[':before']?.N,
};

/**
 * The DynamoDB table, below the real adapter: the same commands, conditions and answers, in simulated time. Writes are
 * refused, their answers lost, their retries refused by their own first attempt; queries may lag behind.
 * `test/contracts` holds it against DynamoDB itself.
 */
export class SimulatedTable {
  readonly #partitions = new Map<string, Partition>();
  faults = true;

  constructor(
    private readonly clock: SimulatedClock,
    private readonly scheduler: Scheduler,
    private readonly drawn: TableFaults,
    private readonly maxQueryItems: number,
  ) {}

  clientOf(run: SimulatedRun, observer: TableObserver): DynamoDBClient {
    const send = (command: { readonly constructor: { readonly name: string }; readonly input: unknown }) =>
      this.scheduler.call(run, command.constructor.name, () =>
        this.#withFaults(() => this.#execute({ run, observer }, command)),
      );
    // The SDK's paginators want to see the class.
    return Object.assign(Object.create(DynamoDBClient.prototype) as DynamoDBClient, { send });
  }

  #withFaults<T>(execute: () => T): T {
    const fault = this.faults ? this.drawn.ofCall() : undefined;
    if (fault === 'refused') throw new Unavailable('refused, and so were all retries');
    const first = execute();
    if (fault === 'lost') throw new Unavailable('no answer, nor to any retry');
    // The client repeats a call whose answer was lost. A conditional write then meets what it has written itself.
    return fault === 'repeated' ? execute() : first;
  }

  #execute(writer: Writer, command: unknown): unknown {
    if (command instanceof GetItemCommand) return this.#getItem(command.input);
    if (command instanceof QueryCommand) return this.#query(command.input);
    if (command instanceof PutItemCommand) {
      const { Item: item = {}, ConditionExpression: condition, ExpressionAttributeValues: values } = command.input;
      checkItem(item);
      this.#check(item, condition, values);
      this.#put(writer, 'put', item);
      return {};
    }
    if (command instanceof UpdateItemCommand) return this.#update(writer, command.input);
    if (command instanceof BatchGetItemCommand) return this.#batchGet(command.input);
    if (command instanceof BatchWriteItemCommand) return this.#batchWrite(writer, command.input);
    throw new Error('The simulated table does not know this command');
  }

  #getItem({ Key: key = {}, ConsistentRead: consistent }: GetItemCommand['input']) {
    const item = this.#partitionOf(key).get(keyOf(key), this.#readAtMs(consistent));
    return item ? { Item: item } : {};
  }

  #query({ ExpressionAttributeValues: values = {}, ...input }: QueryCommand['input']) {
    const { ExclusiveStartKey: start, Limit: limit = Number.POSITIVE_INFINITY, ConsistentRead: consistent } = input;
    const partition = this.#partitionOf({ pk: values[':scope'] ?? { S: '' } });
    const [first, last] = [values[':first']?.S ?? '', values[':last']?.S ?? ''];
    if (isBefore(last, first)) throw invalid('The upper bound of BETWEEN is below the lower bound');
    if (start && (isBefore(keyOf(start), first) || isBefore(last, keyOf(start)))) {
      throw invalid('The provided starting key does not match the range key predicate');
    }
    const atMs = this.#readAtMs(consistent);
    const found: Item[] = [];
    let bytes = 0;
    for (const sk of partition.keys(first, start ? keyOf(start) : last)) {
      const item = sk === (start && keyOf(start)) ? undefined : partition.get(sk, atMs);
      if (!item) continue;
      found.push(item);
      bytes += sizeInBytes(item);
      // The limits count what was read; where one is reached exactly at the end, DynamoDB still says that there is more.
      const isFull = found.length === Math.min(limit, this.maxQueryItems) || bytes >= MAX_QUERY_BYTES;
      if (isFull && item.pk && item.sk) return { Items: found, LastEvaluatedKey: { pk: item.pk, sk: item.sk } };
    }
    return { Items: found };
  }

  #update(writer: Writer, { Key: key = {}, ...input }: UpdateItemCommand['input']) {
    const { UpdateExpression: update, ConditionExpression: condition, ExpressionAttributeValues: values } = input;
    this.#check(key, condition, values);
    const { outbox: _, ...item } = this.#partitionOf(key).get(keyOf(key)) ?? key;
    const outbox = values?.[':outbox'];
    if (update !== 'REMOVE outbox' && !(update === 'SET outbox = :outbox' && outbox)) {
      throw new Error(`The simulated table does not know the update ${update}`);
    }
    const after = outbox ? { ...item, outbox } : item;
    checkItem(after);
    this.#put(writer, 'update', after);
    return {};
  }

  #batchWrite(writer: Writer, { RequestItems: byTable = {} }: BatchWriteItemCommand['input']) {
    const [tableName = '', requests = []] = Object.entries(byTable)[0] ?? [];
    checkBatch(requests.map(({ PutRequest }) => PutRequest?.Item ?? {}));
    const left = this.faults ? this.drawn.leftOf(requests) : [];
    for (const request of requests)
      if (!left.includes(request)) this.#put(writer, 'put', request.PutRequest?.Item ?? {});
    return { UnprocessedItems: left.length > 0 ? { [tableName]: left } : {} };
  }

  #batchGet({ RequestItems: byTable = {} }: BatchGetItemCommand['input']) {
    const [tableName = '', { Keys: keys = [], ConsistentRead: consistent } = {}] = Object.entries(byTable)[0] ?? [];
    checkKeys(keys);
    const left = this.faults ? this.drawn.leftOf(keys) : [];
    const found = keys
      .filter((key) => !left.includes(key))
      .map((key) => this.#partitionOf(key).get(keyOf(key), this.#readAtMs(consistent)));
    return {
      Responses: { [tableName]: found.filter((item) => item !== undefined) },
      UnprocessedKeys: left.length > 0 ? { [tableName]: { Keys: left } } : {},
    };
  }

  #check(key: Item, condition: string | undefined, values: Item = {}): void {
    if (condition === undefined) return;
    const holds = CONDITIONS[condition];
    if (!holds) throw new Error(`The simulated table does not know the condition ${condition}`);
    if (holds(this.#partitionOf(key).get(keyOf(key)), values)) return;
    throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
  }

  #put({ run, observer }: Writer, how: 'put' | 'update', item: Item): void {
    const sk = keyOf(item);
    const partition = this.#partitionOf(item);
    const before = partition.get(sk);
    partition.put(sk, item, this.clock.trueMs);
    this.scheduler.tell(() => `  ${describe(item)}`);
    observer.wrote(run, how, sk, before, item);
  }

  #partitionOf(key: Item): Partition {
    const pk = key.pk?.S ?? '';
    const partition = this.#partitions.get(pk) ?? new Partition();
    this.#partitions.set(pk, partition);
    return partition;
  }

  #readAtMs(consistent: boolean | undefined): number {
    return consistent ? Number.POSITIVE_INFINITY : this.clock.trueMs - this.drawn.lagMs();
  }
}

/** A line of a story */
function describe(item: Item): string {
  const { pk: _, ...members } = unmarshall(item);
  return JSON.stringify(members);
}

const isBefore = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
