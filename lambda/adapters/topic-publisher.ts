import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { ALERTS_PARTITION, EXPIRY_ATTRIBUTE } from '../core/contract.ts';
import { BACKEND_CLIENT } from './clients.ts';

/** Longer than the archive keeps an event by default. */
const REMEMBERED_SECONDS = 31 * 86_400;

export interface TopicMessage {
  /** Of two messages with the same key, only the first is sent. */
  readonly key: string;
  readonly topicArn: string;
  /** Of the mail; absent for a chat. */
  readonly subject?: string;
  readonly message: string;
}

/**
 * Publishes each message once to its SNS topic. A failed attempt may be repeated.
 *
 * @param dynamoDb of the table that remembers which messages were sent
 */
export function topicPublisher(dynamoDb: DynamoDBClient, tableName: string) {
  const sns = new SNSClient(BACKEND_CLIENT);
  const config = new IdempotencyConfig({ eventKeyJmesPath: 'key', expiresAfterSeconds: REMEMBERED_SECONDS });
  const persistenceStore = new DynamoDBPersistenceLayer({
    tableName,
    keyAttr: 'pk',
    sortKeyAttr: 'sk',
    staticPkValue: ALERTS_PARTITION,
    expiryAttr: EXPIRY_ATTRIBUTE,
    awsSdkV3Client: dynamoDb,
  });
  const publishOnce = makeIdempotent(
    async ({ topicArn, subject, message }: TopicMessage): Promise<void> => {
      await sns.send(
        new PublishCommand({
          TopicArn: topicArn,
          Message: message,
          ...(subject !== undefined && { Subject: subject }),
        }),
      );
    },
    { persistenceStore, config },
  );
  return (message: TopicMessage, context: Context): Promise<void> => {
    // Without it, a run that times out would block its key for good.
    config.registerLambdaContext(context);
    return publishOnce(message);
  };
}
