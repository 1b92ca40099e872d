import {
  type BatchGetItemCommandInput,
  type BatchWriteItemCommandInput,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { BACKEND_CLIENT } from '../../../lambda/adapters/clients.ts';
import type { Fault, FaultSource } from '../../../local/aws/faults.ts';
import { ServiceError } from '../../../local/aws/service-error.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const broken = new ServiceError('InternalServerError', 500, { message: 'Broken' });

/** Told what happens to the next requests of a store that is reached over HTTP. */
export class ToldFaults {
  readonly #next: Fault[] = [];
  readonly source: FaultSource = () => this.#next.shift();

  tell(...faults: readonly Fault[]): void {
    this.#next.push(...faults);
  }
}

/** A store over the client of the functions, whose requests go through a proxy with these faults. */
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
    client,
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
 * Neither dynalite nor DynamoDB Local ever leaves a request unprocessed. So the last ones are held back on their way, and
 * the answer names them, as DynamoDB's would.
 */
function leaveOutOfBatches(client: DynamoDBClient, tableName: string, nextCount: () => number): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'BatchGetItemCommand') {
          const { Keys = [], ...others } = (args.input as BatchGetItemCommandInput).RequestItems?.[tableName] ?? {};
          const sent = Keys.slice(0, Keys.length - nextCount());
          const result = await next({ ...args, input: { RequestItems: { [tableName]: { Keys: sent, ...others } } } });
          const left = Keys.slice(sent.length);
          return left.length > 0 ? withOutput(result, { UnprocessedKeys: { [tableName]: { Keys: left } } }) : result;
        }
        if (commandName !== 'BatchWriteItemCommand') return next(args);
        const requests = (args.input as BatchWriteItemCommandInput).RequestItems?.[tableName] ?? [];
        const sent = requests.slice(0, requests.length - nextCount());
        const result = await next({ ...args, input: { RequestItems: { [tableName]: sent } } });
        const left = requests.slice(sent.length);
        return left.length > 0 ? withOutput(result, { UnprocessedItems: { [tableName]: left } }) : result;
      },
    { step: 'initialize', name: 'leaveOutOfBatches' },
  );
}

function withOutput<T extends { readonly output: object }>(result: T, members: object): T {
  Object.assign(result.output, members);
  return result;
}
