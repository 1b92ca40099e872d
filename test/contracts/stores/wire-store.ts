import {
  type BatchGetItemCommandInput,
  type BatchWriteItemCommandInput,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { BACKEND_CLIENT } from '../../../lambda/adapters/clients.ts';
import { documentClient } from '../../../lambda/adapters/document-client.ts';
import type { Fault, FaultSource } from '../../../local/aws/faults.ts';
import { ServiceError } from '../../../local/aws/service-error.ts';
import type { StoreUnderTest } from './store-under-test.ts';

type Batch = BatchGetItemCommandInput | BatchWriteItemCommandInput;

const broken = new ServiceError('InternalServerError', 500, { message: 'Broken' });

/** Decides the faults of the next requests to a store over HTTP. */
export class ToldFaults {
  readonly #next: Fault[] = [];
  readonly source: FaultSource = () => this.#next.shift();

  tell(...faults: readonly Fault[]): void {
    this.#next.push(...faults);
  }
}

/** A store with the functions' client. Its requests go through a proxy with these faults. */
export function wireStore(
  endpoint: string,
  tableName: string,
  faults: ToldFaults,
  close: () => Promise<void>,
): StoreUnderTest {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ ...BACKEND_CLIENT, endpoint, region: 'us-east-1', credentials });
  const leftovers: number[] = [];
  leaveOutOfBatches(client, tableName, () => leftovers.shift() ?? 0);
  return {
    client: documentClient(client),
    tableName,
    refuseNext: () => faults.tell(...Array<Fault>(BACKEND_CLIENT.maxAttempts).fill(broken)),
    repeatNext: () => faults.tell('drop-after'),
    leaveUnprocessed: (...counts) => void leftovers.push(...counts),
    async close() {
      client.destroy();
      await close();
    },
  };
}

/**
 * Neither dynalite nor DynamoDB Local ever leaves a request unprocessed. So this holds the last ones back, and names them in
 * the answer, as DynamoDB would.
 */
function leaveOutOfBatches(client: DynamoDBClient, tableName: string, nextCount: () => number): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const isRead = commandName === 'BatchGetItemCommand';
        if (!isRead && commandName !== 'BatchWriteItemCommand') return next(args);
        const asked = (args.input as Batch).RequestItems?.[tableName] ?? [];
        const all = 'Keys' in asked ? (asked.Keys ?? []) : (asked as readonly unknown[]);
        const withOnly = (part: readonly unknown[]) => ({ [tableName]: isRead ? { ...asked, Keys: part } : part });
        const sent = all.slice(0, all.length - nextCount());
        const result = await next({ ...args, input: { RequestItems: withOnly(sent) } as never });
        const left = all.slice(sent.length);
        if (left.length === 0) return result;
        Object.assign(result.output, { [isRead ? 'UnprocessedKeys' : 'UnprocessedItems']: withOnly(left) });
        return result;
      },
    { step: 'initialize', name: 'leaveOutOfBatches' },
  );
}
