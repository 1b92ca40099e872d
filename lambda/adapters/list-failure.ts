import { isThrottlingError } from '@smithy/core/retry';
import type { SdkError } from '@smithy/types';
import { withoutAccountIds } from '../core/account-ids.ts';
import type { Api } from '../core/api.ts';
import { ListingError, ListRefusedError, type PageRequest, TokenRefusedError } from '../ports.ts';

/** AWS does not recognize the caller. This says nothing about the list. */
const CREDENTIALS =
  /^(ExpiredToken|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|MissingAuthenticationToken|IncompleteSignature)/;

/** An error of the SDK. */
type Refusal = SdkError & { readonly Reason?: unknown };

/**
 * Turns an error of a list call into one that says what is missing and what to do.
 *
 * @param calls the number of requests, if an answer arrived
 */
export function listFailure(
  { list }: Api,
  scope: string,
  { token }: PageRequest,
  thrown: unknown,
  calls?: number,
): ListingError {
  const refusal = (thrown instanceof Error ? thrown : new Error(String(thrown))) as Refusal;
  const { name, message, $metadata } = refusal;
  const failed = (Kind: typeof ListingError, text: string) =>
    new Kind(`${list.service}'s ${list.operation} (${scope}) ${text}`, calls ?? $metadata?.attempts ?? 1, {
      cause: thrown,
    });
  if (name === 'ValidationException' && token !== undefined) return failed(TokenRefusedError, 'refused a page token');

  const reason = reasonOf(refusal);
  if (CREDENTIALS.test(name)) {
    const remedy = 'They have expired, or are not valid. Sign in again, for example with `aws sso login`';
    return failed(ListingError, `did not accept the credentials (${reason}). ${remedy}`);
  }
  if (!isRefused(refusal)) return failed(ListingError, `could not be listed to its end (${reason})`);

  const verb = name === 'AccessDeniedException' ? 'denied access' : 'refused the call';
  const checks = [list.prerequisite, `the role has the permission ${list.iamAction}`];
  // IAM's wording. Any other refusal comes from the service itself.
  const [first, second] = message.includes('not authorized') ? checks.toReversed() : checks;
  const remedy = `Check that ${first}, and that ${second}; or switch the list off: ${list.switchedOffBy}`;
  // If an earlier page was read, the list does exist in this account.
  return failed(token === undefined ? ListRefusedError : ListingError, `${verb} (${reason}). ${remedy}`);
}

/** Whether another try would be refused too. */
function isRefused(refusal: Refusal): boolean {
  const status = refusal.$metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500 && !isThrottlingError(refusal);
}

/** AWS's message. A parser's message would quote list contents; a service's may quote the request, which is no secret. */
function reasonOf(refusal: Refusal): string {
  if (refusal instanceof SyntaxError || refusal instanceof TypeError) return 'its answer cannot be read';
  const { name, message, Reason } = refusal;
  return withoutAccountIds([name, message, typeof Reason === 'string' ? Reason : ''].filter(Boolean).join(': '));
}
