/** What all clients share: a call that hangs must not take the function with it. */
const TIMEOUTS = { requestHandler: { connectionTimeout: 3000, requestTimeout: 10_000, throwOnRequestTimeout: true } };

/** The list APIs are rate limited: the client slows down by itself when it is told to. */
export const LIST_CLIENT = { ...TIMEOUTS, retryMode: 'adaptive', maxAttempts: 5 };

/**
 * DynamoDB and EventBridge. A run may call them thousands of times: the middleware of a command is put together once only,
 * which takes up to a third off the processor's time of a run that finds 1,000 changes.
 */
export const BACKEND_CLIENT = { ...TIMEOUTS, retryMode: 'standard', maxAttempts: 5, cacheMiddleware: true };

/**
 * A client without the SDK's own log. Nobody keeps it, and yet the SDK copies all that is sent and received for it, member
 * by member: an eighth of an idle sync.
 */
export function unlogged<Client extends { readonly middlewareStack: { remove(name: string): boolean } }>(
  client: Client,
): Client {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
