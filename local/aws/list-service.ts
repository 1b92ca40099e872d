import { createHash } from 'node:crypto';
import { TokenBucket } from 'limiter';
import type { ReceivedRequest } from './faults.ts';
import type { Answer, WireRequest } from './json-protocol.ts';
import { ModeledService } from './modeled-service.ts';
import type { ServiceError } from './service-error.ts';
import type { Input, ServiceModel } from './service-model.ts';

export interface RateLimit {
  readonly callsPerSecond: number;
  readonly burst: number;
}

export interface Page {
  readonly items: readonly unknown[];
  readonly nextToken?: string;
}

/** What the two list operations share: page tokens and a rate limit. */
export abstract class ListService extends ModeledService {
  private readonly bucket: TokenBucket | undefined;
  private tokenGeneration = 0;

  constructor(
    model: ServiceModel,
    private readonly defaultPageSize: number,
    rateLimit: RateLimit | 'off',
  ) {
    super(model);
    if (rateLimit === 'off') return;
    const { callsPerSecond, burst } = rateLimit;
    this.bucket = new TokenBucket({ bucketSize: burst, tokensPerInterval: callsPerSecond, interval: 'second' });
    this.bucket.content = burst;
  }

  /** From now on, no page token issued so far is taken. */
  expireTokens(): void {
    this.tokenGeneration += 1;
  }

  /** All that match, in the order in which they are listed. */
  protected abstract select(input: Input): readonly unknown[];
  protected abstract toOutput(page: Page): unknown;
  protected abstract throttled(): ServiceError;

  protected override answer(request: WireRequest): Answer {
    if (this.bucket && !this.bucket.tryRemoveTokens(1)) throw this.throttled();
    return super.answer(request);
  }

  protected override perform({ input }: ReceivedRequest): unknown {
    // A token is a place in the list as it is now: what came or went since shifts the pages.
    const from = this.offsetOf(input);
    const to = from + (Number(input.MaxResults) || this.defaultPageSize);
    const all = this.select(input);
    return this.toOutput({
      items: all.slice(from, to),
      ...(to < all.length && { nextToken: this.token(to, input) }),
    });
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
