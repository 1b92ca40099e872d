import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, type EventInvokeConfigOptions, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { finishedFunction } from './finished-functions.ts';

/** Without a limit of its own, V8 lets garbage lie until the function has no memory left for anything else. */
const HEAP_MB = 128;

export interface FeedFunctionProps
  extends Pick<EventInvokeConfigOptions, 'maxEventAge' | 'retryAttempts' | 'onFailure'> {
  /** File of the handler in lambda/handlers/, without its extension. */
  readonly handler: string;
  readonly timeout: Duration;
  readonly environment: Readonly<Record<string, string>>;
  /** Of the log. */
  readonly encryptionKey: IKey | undefined;
}

/** A function of ours, with its finished code. Its role may write its own log and nothing else until something is granted. */
export class FeedFunction extends Lambda {
  override readonly role: Role;

  constructor(scope: Construct, id: string, { handler, environment, encryptionKey, ...props }: FeedFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(encryptionKey && { encryptionKey }),
    });
    // A role of our own, because the default one brings AWSLambdaBasicExecutionRole, which may write every log group.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);

    super(scope, id, {
      ...props,
      code: Code.fromAsset(finishedFunction(handler)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      role,
      logGroup,
      environment: {
        ...environment,
        NODE_OPTIONS: `--enable-source-maps --max-old-space-size=${HEAP_MB}`,
        POWERTOOLS_SERVICE_NAME: 'engagement-sync',
      },
    });
    this.role = role;
  }
}
