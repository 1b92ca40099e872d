import type { TokenBucket } from 'limiter';
import type { Lister } from '../../../lambda/ports.ts';
import { invitationId, invitation as onTheWire } from '../../support/builders.ts';
import { START_MS } from '../../support/feed.ts';

/** One invitation every half minute, back in time: 1,000,000 cover a year. */
const INTERVAL_MS = 30_000;
const PAGE_SIZE = 100;
const LATENCY_MS = 100;
const FAR_AWAY = new Date(START_MS + 1000 * 86_400_000).toISOString();

export const dateOf = (number: number) => new Date(START_MS - number * INTERVAL_MS).toISOString();
/** The newest invitation that is not newer than a date. */
export const numberAt = (date: string) => Math.ceil((START_MS - Date.parse(date)) / INTERVAL_MS);
export const numberOf = (id: string) => Number(id.slice('engi-'.length));
export { invitationId };

/** A list that generates its items as they are read, in the time of the (faked) timers. */
export class LongList implements Lister {
  /** The time of each call */
  readonly callsMs: number[] = [];
  refused = 0;
  readonly changed = new Map<number, Record<string, unknown>>();

  /**
   * @param budget of the function that lists
   * @param quota of the account
   */
  constructor(
    private readonly count: number,
    readonly isPending: (number: number) => boolean,
    public budget: TokenBucket,
    private readonly quota: TokenBucket,
  ) {}

  async listPage({ token }: Parameters<Lister['listPage']>[0]) {
    await this.budget.removeTokens(1);
    this.callsMs.push(performance.now());
    if (!this.quota.tryRemoveTokens(1)) this.refused += 1;
    await new Promise((resolve) => setTimeout(resolve, LATENCY_MS));
    const from = Number(token ?? 0);
    const to = Math.min(this.count, from + PAGE_SIZE);
    return {
      items: Array.from({ length: to - from }, (_, index) => this.item(from + index)),
      ...(to < this.count && { nextToken: String(to) }),
      apiCalls: 1,
    };
  }

  /** An invitation on the wire. */
  private item(number: number) {
    return {
      ...onTheWire(number, { Status: this.isPending(number) ? 'PENDING' : 'ACCEPTED' }),
      InvitationDate: dateOf(number),
      ExpirationDate: FAR_AWAY,
      ...this.changed.get(number),
    };
  }
}
