import {
  type Lister,
  ListingError,
  ListRefusedError,
  type Page,
  type PageRequest,
  TokenRefusedError,
} from '../../lambda/ports.ts';
import { MINUTE_MS, SECOND_MS, type SimulatedClock } from './clock.ts';
import { CallMeter } from './execution-environment.ts';
import type { Knobs } from './knobs.ts';
import type { Ledger } from './ledger.ts';
import { type Attempt, ListClient, Throttled } from './list-client.ts';
import type { Random } from './random.ts';
import { publishedFields, type Resource, rawItem } from './resource.ts';
import type { SimulatedRun } from './run.ts';
import type { Scheduler } from './scheduler.ts';
import type { ListFaults } from './service-faults.ts';
import { Upstream } from './upstream.ts';

/** The quota of a partner account: https://docs.aws.amazon.com/partner-central/latest/APIReference/quotas.html */
const CALLS_PER_SECOND = 10;

const ODD_ITEMS = [null, 5, 'text', {}, { Id: '', EngagementArn: '' }];

/**
 * The list API and the lister over it: its pages shift as the list grows, its tokens expire, and it throttles, answers
 * slowly and denies access. `test/contracts` compares it with the real listers.
 */
export class ListApi {
  deniedUntilMs = 0;
  faults = true;
  readonly #client: ListClient;
  readonly #quota: CallMeter;

  constructor(
    private readonly random: Random,
    private readonly clock: SimulatedClock,
    private readonly knobs: Knobs,
    private readonly upstream: Upstream,
    private readonly scheduler: Scheduler,
    private readonly ledger: Ledger,
    private readonly drawn: ListFaults,
  ) {
    this.#client = new ListClient(random, clock, scheduler, ledger);
    this.#quota = new CallMeter(clock, CALLS_PER_SECOND, CALLS_PER_SECOND);
  }

  listerOf(run: SimulatedRun): Lister {
    return {
      listPage: async (request) => {
        if (request.since !== undefined) run.since ??= request.since;
        const since = request.since === undefined ? '' : ` since ${request.since}`;
        if (request.token !== undefined && run.refusedTokens.has(request.token)) {
          this.ledger.fail(`${run.name}: offers a page token again that was refused`);
        }
        const what = `list ${request.token ?? 'from the start'}${since}`;
        const failing = this.faults ? this.drawn.failedAttempts() : 0;
        const { answer: page, attempts } = await this.#client
          .call(run, what, request.timeLeftMs, (attempt) => this.#serve(request, attempt, failing))
          .catch((error) => {
            if (error instanceof TokenRefusedError) run.refusedTokens.add(request.token ?? '');
            throw error;
          });
        // The run only knows pages that have arrived.
        for (const { id, seen } of page.contents) {
          run.turn?.seen.set(id, [...(run.turn.seen.get(id) ?? []), { ...seen, since: request.since }]);
        }
        if (page.isEnd) run.ends.add(request.since === undefined ? 'everything' : 'since');
        return { ...page.page, apiCalls: attempts };
      },
    };
  }

  #serve({ since, token }: PageRequest, attempt: Attempt, failing: number) {
    const { random, knobs, clock } = this;
    if (attempt.number <= failing || !this.#quota.count()) throw new Throttled('Rate exceeded');
    if (clock.trueMs < this.deniedUntilMs) {
      const Refused = token === undefined ? ListRefusedError : ListingError;
      throw new Refused('denied access', attempt.number);
    }
    if (this.faults && random.chance(knobs.slowListChance)) {
      const slowMs = random.integer(SECOND_MS, MINUTE_MS);
      const leftMs = attempt.endMs - clock.trueMs;
      attempt.delay(Math.min(slowMs, leftMs));
      if (slowMs > leftMs) throw new ListingError('timed out', attempt.number);
    }
    const offset = this.#offsetOf(token, since, attempt.number);
    const list = this.#listSince(since);
    const listed = list.slice(offset, offset + knobs.pageSize);
    const contents = listed.map((resource) => this.#show(resource));
    const more = offset + knobs.pageSize < list.length;
    const last = listed.findLast((resource) => Upstream.stateOf(resource).dateMs !== undefined);
    const reachedMs = last && Upstream.stateOf(last).dateMs;
    const pastTheEdge =
      knobs.kind === 'invitations' && since !== undefined && reachedMs !== undefined && reachedMs < Date.parse(since);
    this.scheduler.tell(
      () => `  shows ${contents.map(({ id, seen }) => `${id} ${JSON.stringify(seen.fields)}`).join('; ')}`,
    );
    const page: Omit<Page, 'apiCalls'> = {
      items: [...contents.map(({ raw }) => raw), ...this.#oddItems(contents)],
      ...(more && { nextToken: `${offset + knobs.pageSize}@${this.clock.trueMs}@${this.#filterOf(since)}` }),
    };
    return { page, contents, isEnd: !more || pastTheEdge };
  }

  #offsetOf(token: string | undefined, since: string | undefined, attempts: number): number {
    if (token === undefined) return 0;
    const [offset = '', issued = '', filter = ''] = token.split('@');
    if (this.clock.trueMs - Number(issued) > this.knobs.tokenLifeMs)
      throw new TokenRefusedError('token is stale', attempts);
    if (filter !== this.#filterOf(since)) throw new TokenRefusedError('token belongs to another list', attempts);
    return Number(offset);
  }

  /** The filter to send for a date; none for invitations, which have no filter by date. */
  #filterOf(since: string | undefined): string {
    return this.knobs.kind === 'engagements' ? (since ?? '') : '';
  }

  /** Newest first, undated last; engagements in a random order. */
  #listSince(since: string | undefined): Resource[] {
    const all = this.upstream.visible.map((resource) => ({
      resource,
      dateMs: Upstream.stateOf(resource).dateMs ?? Number.NEGATIVE_INFINITY,
    }));
    if (this.knobs.kind === 'invitations') {
      return all.sort((a, b) => b.dateMs - a.dateMs || (a.resource.id < b.resource.id ? -1 : 1)).map(resourceOf);
    }
    const sinceMs = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
    const listed = all.filter(({ dateMs }) => dateMs >= sinceMs || dateMs === Number.NEGATIVE_INFINITY);
    return listed.map(resourceOf).sort((a, b) => a.place - b.place);
  }

  #show(resource: Resource) {
    const { kind, oddChance } = this.knobs;
    const { status, ...others } = Upstream.stateOf(resource);
    // Sometimes the status is missing, or the status of an answered invitation is out of date.
    const odd = this.faults && this.random.chance(oddChance) ? this.random.pick([undefined, 'PENDING']) : status;
    const shown = kind === 'invitations' && odd !== undefined ? { ...others, status: odd } : others;
    const state = status === 'WITHDRAWN' && odd === 'PENDING' ? { ...others, status } : shown;
    const { id } = resource;
    const seen = { atMs: this.clock.trueMs, fields: publishedFields(kind, id, state) };
    return { id, raw: rawItem(kind, id, state), seen };
  }

  /** Adds invalid items, and an item that is on the page twice. */
  #oddItems(contents: readonly { readonly raw: unknown }[]): unknown[] {
    const odd: unknown[] = this.random.chance(this.knobs.oddChance * 3) ? [this.random.pick(ODD_ITEMS)] : [];
    const [first] = contents;
    return first && this.random.chance(this.knobs.oddChance) ? [...odd, first.raw] : odd;
  }
}

const resourceOf = ({ resource }: { readonly resource: Resource }) => resource;
