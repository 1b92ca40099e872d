import { DAY_MS, HOUR_MS, MINUTE_MS, type SimulatedClock } from './clock.ts';
import type { Knobs } from './knobs.ts';
import type { Random } from './random.ts';
import type { Resource, State } from './resource.ts';

/** Less than the hour by which windows overlap: the reconciliation finds resources that appear later than that. */
const LATEST_APPEARANCE_MS = 50 * MINUTE_MS;
const LIFETIMES_MS = [15 * DAY_MS, 15 * DAY_MS, 5 * DAY_MS, 2 * DAY_MS, 10 * HOUR_MS];

/** The API's resources and their history: invitations are sent, answered and expire, engagements start and stop. */
export class Upstream {
  readonly resources: Resource[] = [];
  #texts = 0;

  constructor(
    private readonly random: Random,
    private readonly clock: SimulatedClock,
    private readonly knobs: Knobs,
  ) {
    const oldestMs = random.pick([20 * DAY_MS, 20 * DAY_MS, 60 * DAY_MS]);
    const ages = Array.from({ length: knobs.resources }, () => random.integer(0, oldestMs));
    for (const ageMs of ages) {
      this.#appear(ageMs, 0);
      if (random.chance(knobs.settledShare) && !this.#isForgotten(this.#last())) this.#settle(this.#last());
    }
    this.passTime();
  }

  static stateOf(resource: Resource): State {
    const latest = resource.history.at(-1);
    if (!latest) throw new Error(`${resource.id} has no state`);
    return latest.state;
  }

  get visible(): Resource[] {
    return this.resources.filter(({ visibleFromMs }) => visibleFromMs <= this.clock.trueMs);
  }

  /** Unanswered invitations expire by themselves, some time after their date. */
  passTime(): void {
    for (const resource of this.resources) {
      const { status, expiresMs } = Upstream.stateOf(resource);
      if (status !== 'PENDING' || expiresMs === undefined || expiresMs > this.clock.trueMs) continue;
      if (!this.#isForgotten(resource) && this.random.chance(this.knobs.expiryChance))
        this.#change(resource, { status: 'EXPIRED' });
    }
  }

  /** Something happens. */
  happen(): void {
    const { random } = this;
    const open = this.resources.filter((resource) => this.#isOpen(resource));
    const settled = this.resources.filter((resource) => !this.#isOpen(resource));
    const luck = random.next();
    if (open.length === 0 || luck < 0.25) {
      const late = random.chance(0.3);
      const lateByMs = late ? random.integer(0, LATEST_APPEARANCE_MS) : 0;
      if (random.chance(0.5)) this.#appear(0, lateByMs);
      else this.#appear(lateByMs, 0);
      if (random.chance(0.1) && !this.#isForgotten(this.#last())) this.#settle(this.#last());
    } else if (luck < 0.5) {
      const settling = random.pick(open);
      if (!this.#isForgotten(settling)) this.#settle(settling);
    } else if (luck < 0.75) {
      this.#change(random.pick(open), { title: this.#text('title') });
    } else if (luck < 0.85) {
      if (settled.length > 0) this.#changeSettled(random.pick(settled));
    } else {
      this.#changeOddly(random.pick(open));
    }
  }

  #changeSettled(resource: Resource): void {
    const { dateMs } = Upstream.stateOf(resource);
    if (this.knobs.movingDates && this.random.chance(0.5) && dateMs !== undefined) this.#moveDate(resource, dateMs);
    else this.#change(resource, { title: this.#text('late title') });
  }

  #moveDate(resource: Resource, dateMs: number): void {
    this.#change(resource, { dateMs: dateMs + this.random.integer(-2 * DAY_MS, 2 * DAY_MS) });
  }

  #changeOddly(resource: Resource): void {
    const state = Upstream.stateOf(resource);
    if (this.knobs.movingDates && this.random.chance(0.5) && state.dateMs !== undefined) {
      this.#moveDate(resource, state.dateMs);
    } else if (this.random.chance(0.3)) {
      this.#change(resource, { company: undefined });
    } else if (this.knobs.kind === 'invitations' && this.random.chance(0.5) && state.expiresMs !== undefined) {
      this.#change(resource, { expiresMs: state.expiresMs + this.random.integer(1, 5 * DAY_MS) });
    } else if (this.knobs.kind === 'invitations') {
      // A status that this version does not know. (A status only leaves PENDING, and never returns to it.)
      this.#change(resource, { status: 'WITHDRAWN' });
    }
  }

  #appear(ageMs: number, visibleInMs: number): void {
    const { random, clock, knobs } = this;
    const number = String(this.resources.length).padStart(4, '0');
    const isAhead = knobs.futureDates && random.chance(0.1);
    const ownMs = isAhead ? clock.trueMs + random.integer(0, 20 * DAY_MS) : clock.trueMs - ageMs;
    const dateMs = random.chance(knobs.oddChance) ? undefined : ownMs;
    const shared = { ...(dateMs !== undefined && { dateMs }), company: 'AWS', title: this.#text('title') };
    const expiresMs = clock.trueMs - ageMs + random.pick(LIFETIMES_MS);
    const isInvitation = knobs.kind === 'invitations';
    const state: State = isInvitation ? { ...shared, status: 'PENDING', expiresMs } : shared;
    this.resources.push({
      id: isInvitation ? `engi-${number}` : `arn:aws:ssm-contacts:us-east-2:111122223333:engagement/akuam/${number}`,
      visibleFromMs: clock.trueMs + visibleInMs,
      place: random.next(),
      history: [{ atMs: clock.trueMs, state }],
    });
  }

  #settle(resource: Resource): void {
    const { random, clock, knobs } = this;
    if (knobs.kind === 'invitations')
      this.#change(resource, { status: random.pick(['ACCEPTED', 'REJECTED', 'EXPIRED']) });
    else this.#change(resource, { stoppedMs: clock.trueMs });
  }

  #change(resource: Resource, change: { readonly [K in keyof State]: State[K] | undefined }): void {
    const changed = Object.entries({ ...Upstream.stateOf(resource), ...change });
    const state = Object.fromEntries(changed.filter(([, value]) => value !== undefined)) as State;
    resource.history.push({ atMs: this.clock.trueMs, state });
  }

  #isOpen(resource: Resource): boolean {
    const { status, stoppedMs } = Upstream.stateOf(resource);
    if (this.knobs.kind === 'engagements') return stoppedMs === undefined;
    return !['ACCEPTED', 'REJECTED', 'EXPIRED'].includes(status ?? '');
  }

  /** AWS never reports that it is over. */
  #isForgotten({ place }: Resource): boolean {
    return place < this.knobs.neverChance;
  }

  #last(): Resource {
    const last = this.resources.at(-1);
    if (!last) throw new Error('No resource exists yet');
    return last;
  }

  /** Never the same twice: a repeated state would look like an outdated page. */
  #text(what: string): string {
    this.#texts += 1;
    return `${what} ${this.#texts}`;
  }
}
