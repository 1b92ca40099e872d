import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { FeedFunction } from '../functions/feed-function.ts';
import type { SyncEnvironment } from './sync-environment.ts';

/** Lambda's own limit. */
const MAX_TIMEOUT = Duration.minutes(15);

export interface SyncFunctionProps {
  /** File of the handler in lambda/handlers/, without its extension. */
  readonly handler: string;
  /** Time between two syncs of one scope. */
  readonly rate: Duration;
  readonly environment: SyncEnvironment;
  /** Of the log. */
  readonly encryptionKey: IKey | undefined;
}

/** The function of one source. */
export class SyncFunction extends FeedFunction {
  constructor(scope: Construct, id: string, { rate, ...props }: SyncFunctionProps) {
    super(scope, id, {
      ...props,
      // No longer than a period: a run stops in time, saves its place, and the next one goes on there. If both went on, they
      // would only take turns.
      timeout: rate.toMilliseconds() < MAX_TIMEOUT.toMilliseconds() ? rate : MAX_TIMEOUT,
      // The next scheduled run is the retry. Runs that Lambda could not start must not pile up and then start all at once.
      retryAttempts: 0,
      maxEventAge: MAX_TIMEOUT,
    });
  }
}
