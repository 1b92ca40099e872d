import type { MiddlewareStack } from '@smithy/types';
import { TokenBucket } from 'limiter';
import type { Quota } from '../core/api.ts';

const BURST_SECONDS = 2;

/**
 * A budget of calls: `callsPerSecond`, and up to twice as many in a burst, but no more than the quota allows in a second. A
 * usual sync fits into the burst, so only long listings ever wait.
 */
export function callBudget(callsPerSecond: number, quota?: Quota): TokenBucket {
  const mostAtOnce = quota?.callsPerSecond ?? Number.POSITIVE_INFINITY;
  const bucketSize = Math.max(1, Math.min(mostAtOnce, BURST_SECONDS * callsPerSecond));
  const bucket = new TokenBucket({ bucketSize, tokensPerInterval: callsPerSecond, interval: 'second' });
  bucket.content = bucketSize;
  return bucket;
}

/** Makes each request of a client wait for the budget, including retries: each one counts against the quota. */
export function limitCalls<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  budget: TokenBucket,
): void {
  stack.add(
    (next) => async (args) => {
      await budget.removeTokens(1);
      return next(args);
    },
    // Behind the retries, which have a high priority in this step.
    { step: 'finalizeRequest', priority: 'low', name: 'callLimit' },
  );
}
