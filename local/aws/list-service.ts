import { createHash } from 'node:crypto';
import { TokenBucket } from 'limiter';
import type { Api } from '../../lambda/core/api.ts';
import type { ReceivedRequest } from './faults.ts';
import type { Answer, WireRequest } from './json-protocol.ts';
import { ModeledService } from './modeled-service.ts';
import type { ServiceError } from './service-error.ts';
import type { Input } from './service-model.ts';

const DEFAULT_PAGE_SIZE = 100;

export interface RateLimit {
  readonly callsPerSecond: number;
  readonly burst: number;
}

/** A listed resource on the wire. Any member may be missing or odd. */
export type Item = Readonly<Record<string, unknown>>;

/** An item, and the members of a request that lists it, such as `{ Catalog: 'AWS' }`. */
export interface Entry {
  readonly api: Api;
  readonly list: Input;
  item: Item;
}

/** The list operations of one service, from the definitions of their APIs, with page tokens and a rate limit. */
export abstract class ListService extends ModeledService {
  protected entries: Entry[] = [];
  private readonly bucket: TokenBucket | undefined;
  private tokenGeneration = 0;

  constructor(
    private readonly apis: readonly Api[],
    rateLimit: RateLimit | 'off',
    others: readonly string[] = [],
  ) {
    super([...apis.map(({ list }) => list.operation), ...others]);
    if (rateLimit === 'off') return;
    const { callsPerSecond, burst } = rateLimit;
    this.bucket = new TokenBucket({ bucketSize: burst, tokensPerInterval: callsPerSecond, interval: 'second' });
    this.bucket.content = burst;
  }

  /** Adds an item to the list. */
  add(api: Api, item: Item, list: Input = {}): void {
    this.entries.push({ api, list, item });
  }

  /** A member set to `undefined` is left out from then on. */
  change(id: string, members: Item): void {
    const changed = this.entries.filter((entry) => idOf(entry) === id);
    if (changed.length === 0) throw new Error(`There is no resource ${id}`);
    for (const entry of changed) entry.item = { ...entry.item, ...members };
  }

  remove(id: string): void {
    this.entries = this.entries.filter((entry) => idOf(entry) !== id);
  }

  /** Makes every page token issued so far invalid. */
  expireTokens(): void {
    this.tokenGeneration += 1;
  }

  /** The matching items, in the order of the list. */
  protected abstract select(api: Api, input: Input): readonly Item[];
  protected abstract throttled(): ServiceError;

  protected override answer(request: WireRequest): Answer {
    if (this.bucket && !this.bucket.tryRemoveTokens(1)) throw this.throttled();
    return super.answer(request);
  }

  protected override perform({ operation, input }: ReceivedRequest): unknown {
    const api = this.apis.find(({ list }) => list.operation === operation);
    if (!api) throw new Error(`${operation} has a model but no definition`);
    // A token is a place in the current list: items that come or go later shift the pages.
    const from = this.offsetOf(input);
    const to = from + (Number(input.MaxResults) || DEFAULT_PAGE_SIZE);
    const all = this.select(api, input);
    return {
      [api.list.items]: all.slice(from, to),
      ...(to < all.length && { NextToken: this.token(to, input) }),
    };
  }

  private token(offset: number, input: Input): string {
    const place = { offset, request: fingerprint(input), generation: this.tokenGeneration };
    return Buffer.from(JSON.stringify(place)).toString('base64url');
  }

  private offsetOf(input: Input): number {
    if (input.NextToken === undefined) return 0;
    const token = String(input.NextToken);
    const offset = offsetIn(token);
    if (token !== this.token(offset, input)) {
      throw this.invalid({ field: 'NextToken', rule: 'token', message: 'The page token is invalid or has expired' });
    }
    return offset;
  }
}

const idOf = ({ api, item }: Entry) => item[api.fields[api.idField]?.path ?? ''];

function offsetIn(token: string): number {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()).offset;
  } catch {
    return -1;
  }
}

function fingerprint({ NextToken, ...parameters }: Input): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 12);
}
