import type { MiddlewareStack } from '@smithy/types';
import type { TokenBucket } from 'limiter';
import type { Api } from '../core/api.ts';
import { requireScopeParts } from '../core/scope-name.ts';
import type { Lister, Page } from '../ports.ts';
import { readAnswers } from './answer-json.ts';
import { limitCalls } from './call-limit.ts';
import { listFailure } from './list-failure.ts';

/** Prepares the client of a list, by adding middleware for its requests and answers. */
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
        throw listFailure(api, scope, request, error, apiCalls);
      }
    },
  };
}

/** A run lists at least one page, however short its time. Otherwise it would never make progress. */
const atLeast = (timeLeftMs: number) => Math.max(1000, Math.ceil(timeLeftMs));

/** Rejects an answer of the wrong type, which would look like an empty list and end the listing. */
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
