import {
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

type Constructor = new (config: { region: string }) => object;

/** The least that a function with the same clients and commands can be: it makes them, and reads the checkpoint. */
export function bareHandler(ListClient: Constructor, listCommand: unknown) {
  return async ({ scope }: { scope: string }) => {
    const listClient = new ListClient({ region: 'us-east-1' });
    const eventBridge = new EventBridgeClient();
    const dynamoDb = new DynamoDBClient();
    await dynamoDb.send(
      new GetItemCommand({
        TableName: process.env.TABLE_NAME,
        Key: { pk: { S: scope }, sk: { S: 'CHECKPOINT' } },
      }),
    );
    const commands = [
      listCommand,
      PutEventsCommand,
      QueryCommand,
      PutItemCommand,
      UpdateItemCommand,
      BatchWriteItemCommand,
    ];
    return { listClient, eventBridge, commands };
  };
}
