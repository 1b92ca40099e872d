import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** The last warning comes four hours before an invitation expires. After that, it is no reminder any more. */
export const REMINDERS_USEFUL_FOR = Duration.hours(4);

export class ReminderFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, undelivered: IQueue) {
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // The default role may write every log group of the account.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    // The names are those that Powertools expects.
    const table = new Table(scope, `${id}Idempotency`, {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiration',
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    table.grant(role, 'dynamodb:PutItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem');

    super(scope, id, {
      entry: fileURLToPath(new URL('reminder.ts', import.meta.url)),
      runtime: Runtime.NODEJS_24_X,
      memorySize: 256,
      // Less than the minute that Lambda waits before it tries again: by then, a run that timed out has let go.
      timeout: Duration.seconds(30),
      // EventBridge hands over and is done. From there on, Lambda retries, and reports what it gives up.
      maxEventAge: REMINDERS_USEFUL_FOR,
      retryAttempts: 2,
      onFailure: new SqsDestination(undelivered),
      role,
      logGroup,
      environment: { IDEMPOTENCY_TABLE: table.tableName, POWERTOOLS_SERVICE_NAME: 'reminder' },
      bundling: { format: OutputFormat.ESM, mainFields: ['module', 'main'], minify: true, bundleAwsSDK: true },
    });
  }
}
