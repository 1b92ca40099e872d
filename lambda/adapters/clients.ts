const MAX_ATTEMPTS = 5;

/** A call that hangs must not hang the function. */
const timeouts = (connectionTimeout: number, requestTimeout: number) => ({
  requestHandler: { connectionTimeout, requestTimeout, throwOnRequestTimeout: true },
});

/** The list APIs are rate limited: the client slows down when it is throttled. */
export const LIST_CLIENT = { ...timeouts(3000, 10_000), retryMode: 'adaptive', maxAttempts: MAX_ATTEMPTS };

/**
 * DynamoDB and EventBridge. All attempts at a call together take less than 15 seconds: core/lease.ts relies on it.
 */
export const BACKEND_CLIENT = { ...timeouts(1000, 2500), retryMode: 'standard', maxAttempts: MAX_ATTEMPTS };
