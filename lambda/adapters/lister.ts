import type { MiddlewareStack } from '@smithy/types';
import type { TokenBucket } from 'limiter';
import { withoutAccountIds } from '../core/account-ids.ts';
import type { Api } from '../core/api.ts';
import { requireScopeParts } from '../core/scope-name.ts';
import {
  type Lister,
  ListingError,
  ListRefusedError,
  type Page,
  type PageRequest,
  TokenRefusedError,
} from '../ports.ts';
import { readAnswers } from './answer-json.ts';
import { limitCalls } from './call-limit.ts';

/** Prepares the client of a list: what is done to each of its requests and answers. */
export type Prepare = <Input extends object, Output extends object>(stack: MiddlewareStack<Input, Output>) => void;

/** Opens a list by its own SDK client. */
export type OpenList = (
  region: string,
  prepare: Prepare,
) => (input: object, options: { readonly abortSignal?: AbortSignal }) => Promise<{ readonly $metadata: Metadata }>;

type Metadata = { readonly attempts?: number | undefined };

/** The list of one scope, within a budget of calls. */
export function lister(api: Api, openList: OpenList, scope: string, budget: TokenBucket): Lister {
  const parts = requireScopeParts(api, scope);
  const answers = readAnswers();
  const list = openList(api.list.region(parts), (stack) => {
    limitCalls(stack, budget);
    answers.readFrom(stack);
  });
  return {
    async listPage(request) {
      const { since, token, timeLeftMs } = request;
      const input = { ...api.list.request(parts, since), ...(token !== undefined && { NextToken: token }) };
      let apiCalls: number | undefined;
      try {
        const output = await list(
          input,
          timeLeftMs === undefined ? {} : { abortSignal: AbortSignal.timeout(atLeast(timeLeftMs)) },
        );
        apiCalls = output.$metadata.attempts;
        return { ...toPage(api, answers.jsonOf(output)), apiCalls: apiCalls ?? 1 };
      } catch (error) {
        throw failureOf(api, scope, request, error, apiCalls);
      }
    },
  };
}

/** A run lists at least one page, however short its time: otherwise it would never get anywhere. */
const atLeast = (timeLeftMs: number) => Math.max(1000, Math.ceil(timeLeftMs));

/** An answer that is no list would look like an empty one, and end the listing. */
function toPage({ list }: Api, json: unknown): Omit<Page, 'apiCalls'> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new TypeError('the answer is not an object');
  const { [list.items]: items, NextToken: nextToken } = json as Readonly<Record<string, unknown>>;
  if (!Array.isArray(items ?? [])) throw new TypeError('the answer holds no list');
  if (typeof (nextToken ?? '') !== 'string') throw new TypeError('the page token of the answer is not a text');
  return {
    items: (items ?? []) as readonly unknown[],
    ...(typeof nextToken === 'string' && nextToken !== '' && { nextToken }),
  };
}

/** Whoever calls is not known, or not any more: nothing is said about the list. */
const CREDENTIALS =
  /^(ExpiredToken|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|MissingAuthenticationToken|IncompleteSignature)/;
const THROTTLED_STATUS = 429;

interface Refusal {
  readonly name: string;
  readonly message: string;
  readonly Reason?: unknown;
  readonly $metadata?: Metadata & { readonly httpStatusCode?: number };
}

/** Says what is missing, and what to do. */
function failureOf({ list }: Api, scope: string, { token }: PageRequest, error: unknown, calls?: number): ListingError {
  const refusal: Refusal = error instanceof Error ? error : { name: 'Error', message: String(error) };
  const { name, message, $metadata } = refusal;
  const apiCalls = calls ?? $metadata?.attempts ?? 1;
  const what = `${list.service}'s ${list.operation} (${scope})`;
  const options = { cause: error };
  if (name === 'ValidationException' && token !== undefined) {
    return new TokenRefusedError(`${what} refused a page token`, apiCalls, options);
  }
  // A parser's message quotes what was listed. A service's may quote what was sent, which is no secret.
  const isUnreadable = error instanceof SyntaxError || error instanceof TypeError;
  const reason = isUnreadable ? 'its answer cannot be read' : reasonOf(refusal);
  if (CREDENTIALS.test(name)) {
    const remedy = 'The credentials have expired, or are not valid. Sign in again, for example with `aws sso login`';
    return new ListingError(`${what} does not know who calls (${reason}). ${remedy}`, apiCalls, options);
  }
  const status = $metadata?.httpStatusCode ?? 0;
  const isRefused =
    status >= 400 && status < 500 && status !== THROTTLED_STATUS && !/^Throttl|^TooManyRequests/.test(name);
  if (!isRefused) return new ListingError(`${what} could not be listed to its end (${reason})`, apiCalls, options);
  const verb = name === 'AccessDeniedException' ? 'denied access' : 'refused the call';
  // IAM says so in these words; any other refusal is of the service itself.
  const isByIam = message.includes('not authorized');
  const check = isByIam ? `the role has the permission ${list.iamAction}` : list.prerequisite;
  const also = isByIam ? list.prerequisite : `the role has the permission ${list.iamAction}`;
  const remedy = `Check that ${check}, and that ${also}; or switch the list off: ${list.switchedOffBy}`;
  // In the middle of a list, the list as such is to be had.
  const Refused = token === undefined ? ListRefusedError : ListingError;
  return new Refused(`${what} ${verb} (${reason}). ${remedy}`, apiCalls, options);
}

/** In AWS's own words. */
const reasonOf = ({ name, message, Reason }: Refusal) =>
  withoutAccountIds([name, message, typeof Reason === 'string' ? Reason : ''].filter(Boolean).join(': '));
