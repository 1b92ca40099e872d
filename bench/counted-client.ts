import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BACKEND_CLIENT } from '../lambda/adapters/clients.ts';

/** Operations that only read; all others write. */
const READS = new Set(['QueryCommand', 'GetItemCommand', 'BatchGetItemCommand']);

export interface ConsumedUnits {
  read: number;
  write: number;
  requests: number;
}

/** A stock client that asks for the capacity that each request consumed, and adds it up. */
export function countedClient(): { client: DynamoDBClient; units: ConsumedUnits } {
  const client = new DynamoDBClient(BACKEND_CLIENT);
  const units: ConsumedUnits = { read: 0, write: 0, requests: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } as never });
      const { ConsumedCapacity } = result.output as { ConsumedCapacity?: Capacity | Capacity[] };
      const capacities = Array.isArray(ConsumedCapacity) ? ConsumedCapacity : [ConsumedCapacity];
      const sum = capacities.reduce((total, capacity) => total + (capacity?.CapacityUnits ?? 0), 0);
      units.requests += 1;
      units[READS.has(String(context.commandName)) ? 'read' : 'write'] += sum;
      return result;
    },
    { step: 'initialize', name: 'consumedUnits' },
  );
  return { client, units };
}

interface Capacity {
  readonly CapacityUnits?: number;
}
