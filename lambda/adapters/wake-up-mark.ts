import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { WakeUpMark } from '../ports.ts';
import { wasWritten } from './conditional-write.ts';
import { WAKE_UP_KEY } from './snapshot-item.ts';

/** An item beside the checkpoint of the scope. */
export function wakeUpMark(client: DynamoDBClient, tableName: string, scope: string): WakeUpMark {
  const key = { pk: scope, sk: WAKE_UP_KEY };
  return {
    async read() {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: marshall(key), ConsistentRead: true }),
      );
      return Item?.startedMs?.N === undefined ? undefined : Number(Item.startedMs.N);
    },

    async replace(before, next) {
      const condition =
        before === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'startedMs = :before',
              ExpressionAttributeValues: marshall({ ':before': before }),
            };
      const Item = marshall({ ...key, startedMs: next });
      return wasWritten(client.send(new PutItemCommand({ TableName: tableName, Item, ...condition })));
    },
  };
}
