import { type DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { wasWritten } from '../lambda/adapters/conditional-write.ts';

/** More events than any resource had between the time of the restored table and the loss. */
export const SEQUENCES_SKIPPED = 1000;

/**
 * Copies the items that `to` lacks. Items that it has are newer, and stay as they are.
 *
 * A restored snapshot does not know the events published after it. Its next event must not reuse one of their sequence
 * numbers: a consumer that keeps the highest one would drop it. So its numbers continue far above them.
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
