import { type DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { wasWritten } from '../lambda/adapters/conditional-write.ts';

/** More events than one resource has had between the time of the restored table and the loss. */
export const SEQUENCES_SKIPPED = 1000;

/**
 * Copies the items that `to` lacks. What it has is newer, and stays as it is.
 *
 * Events may have been published that a restored snapshot knows nothing of. Its next one must not have a sequence that one of
 * them had: a consumer that keeps the highest sequence would drop it. So it goes on far behind them.
 */
export async function restoreMissing(
  client: DynamoDBDocumentClient,
  from: string,
  to: string,
): Promise<{ readonly copied: number; readonly kept: number }> {
  let [copied, kept] = [0, 0];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: from, ConsistentRead: true })) {
    for (const item of Items) {
      const Item = 'sequence' in item ? { ...item, sequence: item.sequence + SEQUENCES_SKIPPED } : item;
      const put = new PutCommand({ TableName: to, Item, ConditionExpression: 'attribute_not_exists(pk)' });
      if (await wasWritten(client.send(put))) copied += 1;
      else kept += 1;
    }
  }
  return { copied, kept };
}
