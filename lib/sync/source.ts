import type { Duration } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** One API that is synced: it gets one function, and each of its scopes gets a schedule. */
export interface Source {
  /** Construct id of the function. */
  readonly id: string;
  /** File of the handler in lambda/handlers/, without its extension. */
  readonly handler: string;
  /** The independently synced lists; a source without any is off and gets no function. */
  readonly scopes: readonly string[];
  /** Time between two syncs of one scope. */
  readonly rate: Duration;
  /** What the function may call besides the table and the bus. */
  readonly permission: PolicyStatement;
}
