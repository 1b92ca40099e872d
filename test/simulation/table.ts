import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { SECOND_MS, type SimulatedClock } from './clock.ts';
import type { Knobs } from './knobs.ts';
import type { Random } from './random.ts';
import type { SimulatedRun } from './run.ts';
import type { Scheduler } from './scheduler.ts';

export type Item = Record<string, AttributeValue>;

/** Told of every write that took effect. */
export interface TableObserver {
  wrote(run: SimulatedRun, how: 'put' | 'update', sk: string, before: Item | undefined, after: Item): void;
}

interface Writer {
  readonly run: SimulatedRun;
  readonly observer: TableObserver;
}

const NO_TEXT = { S: '' };

/** An eventually consistent read is rarely older than this. */
export const STALEST_READ_MS = 2 * SECOND_MS;

class Unavailable extends Error {
  override readonly name = 'InternalServerError';
}

/**
 * The DynamoDB table, below the real adapter: the same commands, conditions and answers, in simulated time. Writes are
 * refused, their answers lost, their retries refused by their own first attempt; queries may lag behind.
 */
export class SimulatedTable {
  readonly #versions = new Map<string, { readonly atMs: number; readonly item: Item }[]>();
  #keys: string[] = [];
  faults = true;

  constructor(
    private readonly random: Random,
    private readonly clock: SimulatedClock,
    private readonly knobs: Knobs,
    private readonly scheduler: Scheduler,
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
    if (!this.faults || !this.random.chance(this.knobs.storeFaultChance)) return execute();
    const fault = this.random.pick(['refused', 'lost', 'repeated'] as const);
    if (fault === 'refused') throw new Unavailable('refused, and so were all retries');
    const first = execute();
    if (fault === 'lost') throw new Unavailable('no answer, nor to any retry');
    // The client repeats a call whose answer was lost. A conditional write then meets what it has written itself.
    return fault === 'repeated' ? execute() : first;
  }

  #execute(writer: Writer, command: unknown): unknown {
    if (command instanceof GetItemCommand) return { Item: this.#get(keyOf(command.input.Key)) };
    if (command instanceof QueryCommand) return this.#query(command.input);
    if (command instanceof PutItemCommand) {
      const { Item: item = {}, ConditionExpression: condition, ExpressionAttributeValues: values } = command.input;
      this.#check(keyOf(item), condition, values);
      this.#put(writer, 'put', item);
      return {};
    }
    if (command instanceof UpdateItemCommand) return this.#update(writer, command.input);
    if (command instanceof BatchWriteItemCommand) return this.#batchWrite(writer, command.input);
    throw new Error('The simulated table does not know this command');
  }

  #query(input: QueryCommand['input']) {
    const { ExpressionAttributeValues: values, ExclusiveStartKey: start, Limit: limit } = input;
    const keyWith = (sk: string) => keyOf({ pk: values?.[':scope'] ?? NO_TEXT, sk: values?.[sk] ?? NO_TEXT });
    const first = keyWith(':first');
    const last = keyWith(':last');
    const before = start && keyOf(start);
    const lags = !input.ConsistentRead && this.random.chance(this.knobs.staleReadChance);
    const lagMs = lags ? this.random.integer(0, STALEST_READ_MS) : 0;
    const size = Math.min(limit ?? Number.POSITIVE_INFINITY, this.knobs.queryItems);
    const found: Item[] = [];
    for (const key of this.#keys.toReversed()) {
      if (key < first || key > last || (before !== undefined && key >= before)) continue;
      const item = this.#get(key, this.clock.trueMs - lagMs);
      if (!item) continue;
      // The limit counts what was read; where it is reached exactly at the end, DynamoDB still says that there is more.
      found.push(item);
      if (found.length === size) return { Items: found, LastEvaluatedKey: { sk: item.sk ?? NO_TEXT } };
    }
    return { Items: found };
  }

  #update(writer: Writer, input: UpdateItemCommand['input']) {
    const key = keyOf(input.Key);
    const { UpdateExpression: update, ConditionExpression: condition, ExpressionAttributeValues: values } = input;
    this.#check(key, condition, values);
    const { outbox: _, ...item } = this.#get(key) ?? input.Key ?? {};
    const outbox = values?.[':outbox'];
    if (update === 'SET outbox = :outbox' && outbox) this.#put(writer, 'update', { ...item, outbox });
    else if (update === 'REMOVE outbox') this.#put(writer, 'update', item);
    else throw new Error(`The simulated table does not know the update ${update}`);
    return {};
  }

  #batchWrite(writer: Writer, input: BatchWriteItemCommand['input']) {
    const [tableName = '', requests = []] = Object.entries(input.RequestItems ?? {})[0] ?? [];
    const unprocessed = this.faults ? requests.filter(() => this.random.chance(this.knobs.storeFaultChance)) : [];
    for (const request of requests) {
      if (!unprocessed.includes(request)) this.#put(writer, 'put', request.PutRequest?.Item ?? {});
    }
    return unprocessed.length > 0 ? { UnprocessedItems: { [tableName]: unprocessed } } : {};
  }

  #check(key: string, condition: string | undefined, values: Item | undefined): void {
    const item = this.#get(key);
    const holds =
      condition === undefined ||
      (condition === 'attribute_not_exists(pk)' && item === undefined) ||
      (condition === '#version = :version' && item?.version?.N === values?.[':version']?.N && item !== undefined);
    if (condition !== undefined && !['attribute_not_exists(pk)', '#version = :version'].includes(condition)) {
      throw new Error(`The simulated table does not know the condition ${condition}`);
    }
    if (!holds) throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
  }

  #get(key: string, atMs = Number.POSITIVE_INFINITY): Item | undefined {
    return this.#versions.get(key)?.findLast((version) => version.atMs <= atMs)?.item;
  }

  #put({ run, observer }: Writer, how: 'put' | 'update', item: Item): void {
    const key = keyOf(item);
    const before = this.#get(key);
    const versions = this.#versions.get(key) ?? [];
    if (versions.length === 0) this.#keys = [...this.#keys, key].sort();
    const nowMs = this.clock.trueMs;
    // Nobody can ask for what was replaced long ago.
    const recent = versions.filter((_, index) => (versions[index + 1]?.atMs ?? nowMs) >= nowMs - STALEST_READ_MS);
    this.#versions.set(key, [...recent, { atMs: nowMs, item }]);
    this.scheduler.tell(() => `  ${describe(item)}`);
    observer.wrote(run, how, item.sk?.S ?? '', before, item);
  }
}

/** A line of a story */
function describe(item: Item): string {
  const { pk: _, ...members } = unmarshall(item);
  return JSON.stringify(members);
}

/** Sorts by partition first. */
const keyOf = (item: Item | undefined) => `${item?.pk?.S ?? ''} ${item?.sk?.S ?? ''}`;
