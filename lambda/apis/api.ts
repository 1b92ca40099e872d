import type { TokenBucket } from 'limiter';
import type { Source } from '../core/source.ts';
import type { Lister } from '../ports.ts';

/** One list of one API: what to make of its items, and how to read them. */
export interface Api {
  readonly source: Source;
  readonly lister: Lister;
}

/** Opens the API of a scope. Throws on a scope that is not its own. */
export type OpenApi = (scope: string, budget: TokenBucket) => Api;
