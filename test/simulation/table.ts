import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { condition, updated, withNames } from './expressions.ts';
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
import { byPlace, Partition } from './partition.ts';
import type { SimulatedRun } from './run.ts';
import type { Scheduler } from './scheduler.ts';
import type { TableFaults } from './service-faults.ts';

/** Is told every write that takes effect. */
export interface TableObserver {
  wrote(run: SimulatedRun, how: Write, sk: string, before: Item | undefined, after: Item): void;
}

/** The request that wrote: Put, Update, BatchWrite */
export type Write = 'put' | 'update' | 'batch';

interface Writer {
  readonly run: SimulatedRun;
  readonly observer: TableObserver;
}

class Unavailable extends Error {
  override readonly name = 'InternalServerError';
}

/**
 * The DynamoDB table, below the real adapter: the same commands, conditions and answers, in simulated time. Writes are
 * refused, their answers lost, their retries refused by their own first attempt.
 * `test/contracts` compares it with DynamoDB itself.
 */
export class SimulatedTable {
  readonly #partitions = new Map<string, Partition>();
  faults = true;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly drawn: TableFaults,
    private readonly maxQueryItems: number,
  ) {}

  clientOf(run: SimulatedRun, observer: TableObserver): DynamoDBDocumentClient {
    const send = (command: { readonly constructor: { readonly name: string }; readonly input: unknown }) =>
      this.scheduler.call(run, command.constructor.name, () =>
        this.#withFaults(() => this.#execute({ run, observer }, command)),
      );
    return { send } as unknown as DynamoDBDocumentClient;
  }

  #withFaults<T>(execute: () => T): T {
    const fault = this.faults ? this.drawn.ofCall() : undefined;
    if (fault === 'refused') throw new Unavailable('refused, and so were all retries');
    const first = execute();
    if (fault === 'lost') throw new Unavailable('no answer, nor to any retry');
    // The client repeats a call if its answer was lost. A conditional write then finds its own first write.
    return fault === 'repeated' ? execute() : first;
  }

  #execute(writer: Writer, command: unknown): unknown {
    if (command instanceof GetCommand) return this.#getItem(command.input);
    if (command instanceof QueryCommand) return this.#query(command.input);
    if (command instanceof PutCommand) return this.#putItem(writer, command.input);
    if (command instanceof UpdateCommand) return this.#update(writer, command.input);
    if (command instanceof BatchGetCommand) return this.#batchGet(command.input);
    if (command instanceof BatchWriteCommand) return this.#batchWrite(writer, command.input);
    throw new Error('The simulated table does not know this command');
  }

  #getItem({ Key: key = {}, ConsistentRead: consistent }: GetCommand['input']) {
    checkConsistent(consistent);
    const item = this.#partitionOf(key).get(keyOf(key));
    return item ? { Item: item } : {};
  }

  #putItem(writer: Writer, { Item: given = {}, ...input }: PutCommand['input']) {
    const [onlyIf] = withNames(input, [input.ConditionExpression]);
    const item = stored(given);
    checkItem(item);
    this.#check(item, onlyIf, input.ExpressionAttributeValues);
    this.#put(writer, 'put', item);
    return {};
  }

  #update(writer: Writer, { Key: key = {}, ...input }: UpdateCommand['input']) {
    const { ReturnValues: returned = 'NONE' } = input;
    const values = stored(input.ExpressionAttributeValues ?? {});
    const [update = '', onlyIf] = withNames({ ...input, ExpressionAttributeValues: values }, [
      input.UpdateExpression,
      input.ConditionExpression,
    ]);
    this.#check(key, onlyIf, values);
    const before = this.#partitionOf(key).get(keyOf(key));
    const after = updated(before ?? key, update, values);
    checkItem(after);
    this.#put(writer, 'update', after);
    if (returned === 'NONE') return {};
    if (returned === 'ALL_OLD') return before ? { Attributes: before } : {};
    throw new Error(`The simulated table does not return ${returned}`);
  }

  /** Over the index, ascending */
  #query({ ExclusiveStartKey: start, ExpressionAttributeValues: values = {}, ...input }: QueryCommand['input']) {
    if (input.IndexName !== 'attention')
      throw new Error('The simulated table supports queries only of its index "attention"');
    checkConsistent(input.ConsistentRead);
    const [keyCondition = ''] = withNames({ ...input, ExpressionAttributeValues: values }, [
      input.KeyConditionExpression,
    ]);
    const [, scope = '', range = ''] = /^pk = (:\w+) AND (attention .+)$/.exec(keyCondition) ?? [];
    for (const value of Object.values(values)) if (!value) throw invalid('A key condition has an empty value');
    const isInRange = condition(range);
    if (!isInRange(start ?? {}, values) && start) {
      throw invalid('The provided starting key does not match the range key predicate');
    }
    const found: Item[] = [];
    let bytes = 0;
    for (const item of this.#partitionOf({ pk: values[scope] }).index) {
      if (!isInRange(item, values) || (start && byPlace(item, start) <= 0)) continue;
      found.push(item);
      bytes += sizeInBytes(item);
      // The limits count the items read. If one is reached exactly at the end, DynamoDB still says that there is more.
      const { pk, sk, attention } = item;
      const isFull = found.length === this.maxQueryItems || bytes >= MAX_QUERY_BYTES;
      if (isFull) return { Items: found, LastEvaluatedKey: { pk, sk, attention } };
    }
    return { Items: found };
  }

  #batchWrite(writer: Writer, { RequestItems: byTable = {} }: BatchWriteCommand['input']) {
    const [tableName = '', requests = []] = Object.entries(byTable)[0] ?? [];
    checkBatch(requests.map(({ PutRequest }) => stored(PutRequest?.Item ?? {})));
    const left = this.faults ? this.drawn.leftOf(requests) : [];
    for (const request of requests)
      if (!left.includes(request)) this.#put(writer, 'batch', stored(request.PutRequest?.Item ?? {}));
    return { UnprocessedItems: left.length > 0 ? { [tableName]: left } : {} };
  }

  #batchGet({ RequestItems: byTable = {} }: BatchGetCommand['input']) {
    const [tableName = '', { Keys: keys = [], ConsistentRead: consistent } = {}] = Object.entries(byTable)[0] ?? [];
    checkConsistent(consistent);
    checkKeys(keys);
    const left = this.faults ? this.drawn.leftOf(keys) : [];
    const found = keys.filter((key) => !left.includes(key)).map((key) => this.#partitionOf(key).get(keyOf(key)));
    return {
      Responses: { [tableName]: found.filter((item) => item !== undefined) },
      UnprocessedKeys: left.length > 0 ? { [tableName]: { Keys: left } } : {},
    };
  }

  #check(key: Item, expression: string | undefined, values: Item = {}): void {
    if (expression === undefined || condition(expression)(this.#partitionOf(key).get(keyOf(key)) ?? {}, values)) return;
    throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
  }

  #put({ run, observer }: Writer, how: Write, item: Item): void {
    const partition = this.#partitionOf(item);
    const before = partition.get(keyOf(item));
    partition.put(item);
    this.scheduler.tell(() => `  ${describe(item)}`);
    observer.wrote(run, how, keyOf(item), before, item);
  }

  #partitionOf(key: Item): Partition {
    const pk = String(key.pk);
    const partition = this.#partitions.get(pk) ?? new Partition();
    this.#partitions.set(pk, partition);
    return partition;
  }
}

/** An item as the document client writes it: a copy without undefined members. */
const stored = (item: Item): Item => JSON.parse(JSON.stringify(item));

/** A line of a story. */
function describe(item: Item): string {
  const { pk: _, ...members } = item;
  return JSON.stringify(members);
}

/** The sync never relies on a read that may be out of date. */
function checkConsistent(consistent: boolean | undefined): void {
  if (!consistent) throw new Error('The simulated table reads consistently only');
}
