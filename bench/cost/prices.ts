/** List prices of us-east-1, in USD, and what is free each month without an end. */
export const PRICES_OF = '2026-11-22';

export interface Price {
  readonly name: string;
  /** What one is. */
  readonly unit: string;
  readonly usd: number;
  /** For how many. */
  readonly per: number;
  /** Each month; 0: none. */
  readonly free: number;
  readonly page: string;
  /** Where the number itself was read. AWS's pages fill most of theirs in by script, so that a copy has none. */
  readonly readAt: string;
}

const MILLION = 1_000_000;
const CLOUDWATCH = 'https://aws.amazon.com/cloudwatch/pricing/';
const DYNAMODB = 'https://aws.amazon.com/dynamodb/pricing/on-demand/';
const EVENTBRIDGE = 'https://aws.amazon.com/eventbridge/pricing/';
const LAMBDA = 'https://aws.amazon.com/lambda/pricing/';
const SECOND_HAND = {
  cloudWatch: 'https://github.com/api-evangelist/cloudwatch/blob/main/plans/cloudwatch-plans-pricing.yml',
  eventBridge: 'https://cloudburn.io/blog/amazon-eventbridge-pricing',
  lambda: 'https://app.unpkg.com/artillery@2.0.28/files/lib/platform/aws-lambda/prices.js',
  lambdaRequests:
    'https://raw.githubusercontent.com/api-evangelist/aws-lambda/refs/heads/main/plans/aws-lambda-plans-pricing.yml',
  sqs: 'https://cloudburn.io/blog/amazon-sqs-pricing',
  dynamoDb: 'https://airbyte.com/data-engineering-resources/dynamodb-pricing',
};
/** From memory: no page of AWS or a vendor with the number was found. */
const NOT_FOUND = 'not found';
const AWS_ITSELF = 'that page';

const price = (
  name: string,
  unit: string,
  [usd, per]: readonly [number, number],
  free: number,
  page: string,
  readAt: string,
): Price => ({ name, unit, usd, per, free, page, readAt });

export const PRICES = {
  kmsKeys: price('KMS keys', 'key', [1, 1], 0, 'https://aws.amazon.com/kms/pricing/', AWS_ITSELF),
  alarmMetrics: price('Alarms', 'metric watched', [0.1, 1], 10, CLOUDWATCH, SECOND_HAND.cloudWatch),
  metrics: price('Custom metrics', 'metric', [0.3, 1], 10, CLOUDWATCH, SECOND_HAND.cloudWatch),
  dashboards: price('Dashboards', 'dashboard', [3, 1], 3, CLOUDWATCH, SECOND_HAND.cloudWatch),
  logsWrittenGb: price('Logs, written', 'GB', [0.5, 1], 5, CLOUDWATCH, SECOND_HAND.cloudWatch),
  logsKeptGb: price('Logs, kept', 'GB-month', [0.03, 1], 0, CLOUDWATCH, SECOND_HAND.cloudWatch),
  lambdaRequests: price('Lambda requests', 'request', [0.2, MILLION], MILLION, LAMBDA, SECOND_HAND.lambdaRequests),
  lambdaGbSeconds: price('Lambda compute (Arm)', 'GB-second', [0.0000133334, 1], 400_000, LAMBDA, SECOND_HAND.lambda),
  schedulerRuns: price('Schedules', 'invocation', [1, MILLION], 14 * MILLION, EVENTBRIDGE, SECOND_HAND.eventBridge),
  events: price('Events published', 'event', [1, MILLION], 0, EVENTBRIDGE, SECOND_HAND.eventBridge),
  archivedGb: price('Archive, written', 'GB', [0.1, 1], 0, EVENTBRIDGE, SECOND_HAND.eventBridge),
  archiveKeptGb: price('Archive, kept', 'GB-month', [0.023, 1], 0, EVENTBRIDGE, SECOND_HAND.eventBridge),
  readUnits: price('Table, reads', 'read unit', [0.125, MILLION], 0, DYNAMODB, SECOND_HAND.dynamoDb),
  writeUnits: price('Table, writes', 'write unit', [0.625, MILLION], 0, DYNAMODB, SECOND_HAND.dynamoDb),
  tableGb: price('Table, kept', 'GB-month', [0.25, 1], 25, 'https://aws.amazon.com/dynamodb/pricing/', AWS_ITSELF),
  backupGb: price('Table, point-in-time recovery', 'GB-month', [0.2, 1], 0, DYNAMODB, NOT_FOUND),
  queueRequests: price(
    'Queue polling',
    'request',
    [0.4, MILLION],
    MILLION,
    'https://aws.amazon.com/sqs/pricing/',
    SECOND_HAND.sqs,
  ),
} as const satisfies Record<string, Price>;

export type Meter = keyof typeof PRICES;
export const METERS = Object.keys(PRICES) as Meter[];
