import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { PartnerCentralSellingClient } from '@aws-sdk/client-partnercentral-selling';
import { SSMContactsClient } from '@aws-sdk/client-ssm-contacts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

interface ClientSettings {
  readonly maxAttempts?: number;
  readonly requestTimeoutMs?: number;
}

const settings = (endpoint: string, { maxAttempts = 1, requestTimeoutMs = 0 }: ClientSettings) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts,
  requestHandler: { requestTimeout: requestTimeoutMs, throwOnRequestTimeout: true },
});

/** The stock SDK clients, with a single attempt by default. */
export const partnerCentralClient = (endpoint: string, options: ClientSettings = {}) =>
  new PartnerCentralSellingClient(settings(endpoint, options));
export const ssmContactsClient = (endpoint: string, options: ClientSettings = {}) =>
  new SSMContactsClient(settings(endpoint, options));
export const eventBridgeClient = (endpoint: string, options: ClientSettings = {}) =>
  new EventBridgeClient(settings(endpoint, options));
export const dynamoDbClient = (endpoint: string, options: ClientSettings = {}) =>
  new DynamoDBClient(settings(endpoint, options));
