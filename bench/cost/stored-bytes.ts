import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { BACKEND_CLIENT } from '../../lambda/adapters/clients.ts';
import { ATTENTION_INDEX } from '../../lambda/adapters/snapshot-item.ts';
import { TABLE } from './worlds.ts';

const CONSISTENT_READ_UNIT_BYTES = 4096;
/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.StorageConsiderations, the same as in the table */
const OVERHEAD_BYTES = 100;

/** What DynamoDB bills an item in the table for, with its copy in the index, on average. */
export async function storedBytesOfAnItem(): Promise<number> {
  const client = new DynamoDBClient(BACKEND_CLIENT);
  let [items, bytes] = [0, 0];
  for (const IndexName of [undefined, ATTENTION_INDEX]) {
    const scan = { TableName: TABLE, IndexName, ConsistentRead: true, ReturnConsumedCapacity: 'TOTAL' } as const;
    for await (const { Count = 0, ConsumedCapacity } of paginateScan({ client }, scan)) {
      if (!IndexName) items += Count;
      bytes += (ConsumedCapacity?.CapacityUnits ?? 0) * CONSISTENT_READ_UNIT_BYTES + Count * OVERHEAD_BYTES;
    }
  }
  client.destroy();
  return Math.ceil(bytes / items);
}
