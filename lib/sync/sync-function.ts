import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { BUNDLING, lambdaFile } from './bundling.ts';
import type { SyncEnvironment } from './sync-environment.ts';

/** Lambda's own limit. */
const MAX_TIMEOUT = Duration.minutes(15);

/** Without a limit of its own, V8 lets garbage lie until the function has no memory left for anything else. */
const HEAP_MB = 128;

export interface SyncFunctionProps {
  /** File of the handler in lambda/handlers/, without its extension. */
  readonly handler: string;
  /** Time between two syncs of one scope. */
  readonly rate: Duration;
  readonly environment: SyncEnvironment;
  /** Of the log. */
  readonly encryptionKey: IKey | undefined;
}

/** The function of one source. Its role may write its own log and nothing else until something is granted. */
export class SyncFunction extends NodejsFunction {
  override readonly role: Role;

  constructor(scope: Construct, id: string, props: SyncFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(props.encryptionKey && { encryptionKey: props.encryptionKey }),
    });
    // A role of our own, because the default one brings AWSLambdaBasicExecutionRole, which may write every log group.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);

    super(scope, id, {
      entry: lambdaFile(`handlers/${props.handler}`),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      // No longer than a period: a run stops in time, saves its place, and the next one goes on there. If both went on, they
      // would only take turns.
      timeout: props.rate.toMilliseconds() < MAX_TIMEOUT.toMilliseconds() ? props.rate : MAX_TIMEOUT,
      // The next scheduled run is the retry. Runs that Lambda could not start must not pile up and then start all at once.
      retryAttempts: 0,
      maxEventAge: MAX_TIMEOUT,
      role,
      logGroup,
      environment: {
        ...props.environment,
        NODE_OPTIONS: `--enable-source-maps --max-old-space-size=${HEAP_MB}`,
        POWERTOOLS_SERVICE_NAME: 'engagement-sync',
      },
      bundling: BUNDLING,
    });
    this.role = role;
  }
}
