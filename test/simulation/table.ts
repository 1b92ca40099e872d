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
    private readonly observer: TableObserver,
  ) {}

  /** Everything in it, by sort key. */
  get items(): Map<string, Item> {
    return new Map(this.#keys.flatMap((sk) => (this.#get(sk) ? [[sk, this.#get(sk) as Item]] : [])));
  }

  clientOf(run: SimulatedRun): DynamoDBClient {
    const send = (command: { readonly constructor: { readonly name: string }; readonly input: unknown }) =>
      this.scheduler.call(run, command.constructor.name, () => this.#withFaults(() => this.#execute(run, command)));
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

  #execute(run: SimulatedRun, command: unknown): unknown {
    if (command instanceof GetItemCommand) return { Item: this.#get(keyOf(command.input.Key)) };
    if (command instanceof QueryCommand) return this.#query(command.input);
    if (command instanceof PutItemCommand) {
      const { Item: item = {}, ConditionExpression: condition, ExpressionAttributeValues: values } = command.input;
      this.#check(keyOf(item), condition, values);
      this.#put(run, 'put', item);
      return {};
    }
    if (command instanceof UpdateItemCommand) return this.#update(run, command.input);
    if (command instanceof BatchWriteItemCommand) return this.#batchWrite(run, command.input);
    throw new Error('The simulated table does not know this command');
  }

  #query(input: QueryCommand['input']) {
    const { ExpressionAttributeValues: values, ExclusiveStartKey: start, Limit: limit } = input;
    const first = values?.[':first']?.S ?? '';
    const last = values?.[':last']?.S ?? '';
    const before = start && keyOf(start);
    const lags = !input.ConsistentRead && this.random.chance(this.knobs.staleReadChance);
    const lagMs = lags ? this.random.integer(0, STALEST_READ_MS) : 0;
    const size = Math.min(limit ?? Number.POSITIVE_INFINITY, this.knobs.queryItems);
    const found: Item[] = [];
    let lastKey: string | undefined;
    for (const sk of this.#keys.toReversed()) {
      if (sk < first || sk > last || (before !== undefined && sk >= before)) continue;
      const item = this.#get(sk, this.clock.trueMs - lagMs);
      if (!item) continue;
      // The limit counts what was read; where it is reached exactly at the end, DynamoDB still says that there is more.
      found.push(item);
      lastKey = sk;
      if (found.length === size) return { Items: found, LastEvaluatedKey: { sk: { S: lastKey } } };
    }
    return { Items: found };
  }

  #update(run: SimulatedRun, input: UpdateItemCommand['input']) {
    const sk = keyOf(input.Key);
    const { UpdateExpression: update, ConditionExpression: condition, ExpressionAttributeValues: values } = input;
    this.#check(sk, condition, values);
    const { outbox: _, ...item } = this.#get(sk) ?? { pk: { S: 'scope' }, sk: { S: sk } };
    const outbox = values?.[':outbox'];
    if (update === 'SET outbox = :outbox' && outbox) this.#put(run, 'update', { ...item, outbox });
    else if (update === 'REMOVE outbox') this.#put(run, 'update', item);
    else throw new Error(`The simulated table does not know the update ${update}`);
    return {};
  }

  #batchWrite(run: SimulatedRun, input: BatchWriteItemCommand['input']) {
    const [tableName = '', requests = []] = Object.entries(input.RequestItems ?? {})[0] ?? [];
    const unprocessed = this.faults ? requests.filter(() => this.random.chance(this.knobs.storeFaultChance)) : [];
    for (const request of requests) {
      if (!unprocessed.includes(request)) this.#put(run, 'put', request.PutRequest?.Item ?? {});
    }
    return unprocessed.length > 0 ? { UnprocessedItems: { [tableName]: unprocessed } } : {};
  }

  #check(sk: string, condition: string | undefined, values: Item | undefined): void {
    const item = this.#get(sk);
    const holds =
      condition === undefined ||
      (condition === 'attribute_not_exists(pk)' && item === undefined) ||
      (condition === '#version = :version' && item?.version?.N === values?.[':version']?.N && item !== undefined);
    if (condition !== undefined && !['attribute_not_exists(pk)', '#version = :version'].includes(condition)) {
      throw new Error(`The simulated table does not know the condition ${condition}`);
    }
    if (!holds) throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
  }

  #get(sk: string, atMs = Number.POSITIVE_INFINITY): Item | undefined {
    return this.#versions.get(sk)?.findLast((version) => version.atMs <= atMs)?.item;
  }

  #put(run: SimulatedRun, how: 'put' | 'update', item: Item): void {
    const sk = keyOf(item);
    const before = this.#get(sk);
    const versions = this.#versions.get(sk) ?? [];
    if (versions.length === 0) this.#keys = [...this.#keys, sk].sort();
    const nowMs = this.clock.trueMs;
    // Nobody can ask for what was replaced long ago.
    const recent = versions.filter((_, index) => (versions[index + 1]?.atMs ?? nowMs) >= nowMs - STALEST_READ_MS);
    this.#versions.set(sk, [...recent, { atMs: nowMs, item }]);
    this.scheduler.tell(() => `  ${describe(item)}`);
    this.observer.wrote(run, how, sk, before, item);
  }
}

/** A line of a story */
function describe(item: Item): string {
  const { pk: _, ...members } = unmarshall(item);
  return JSON.stringify(members);
}

const keyOf = (key: Item | undefined) => key?.sk?.S ?? '';
