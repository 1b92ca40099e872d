import pMap from 'p-map';
import { EVERY_RUN, isAttended } from '../core/attention.ts';
import type { Checkpoint } from '../core/checkpoint.ts';
import type { Baseline } from '../core/contract.ts';
import { oldest } from '../core/dates.ts';
import { type Commit, type Plan, planPage, planWarnings, unknownOf } from '../core/plan.ts';
import type { Listed, Snapshot } from '../core/snapshot.ts';
import { overlapBefore, windowEdge } from '../core/window.ts';
import type { TurnStore } from '../ports.ts';
import { applyPlan, CONCURRENT_WRITES } from './apply-plan.ts';
import { Outboxes } from './outboxes.ts';
import type { Scope } from './scope.ts';

/** What a turn has at hand: the snapshots that every run looks at, those of the window, and what waits to be published. */
export class Workspace {
  readonly outboxes: Outboxes;
  readonly #atHand = new Map<string, Snapshot>();
  readonly #refused = new Set<string>();
  readonly #postponed = new Set<string>();
  /** In the first turn, before which nothing was stored: the ids of what is stored by now. */
  #stored: Set<string> | undefined;

  constructor(
    private readonly scope: Scope,
    private readonly store: TurnStore,
    isTurnOver: () => boolean,
  ) {
    this.outboxes = new Outboxes(scope, store, isTurnOver, (cleared) => this.#putAway(cleared));
  }

  get snapshots(): Iterable<Snapshot> {
    return this.#atHand.values();
  }

  /** How many changes were refused because something else was stored in the meantime. */
  get refused(): number {
    return this.#refused.size;
  }

  /** Whether all that was listed is stored. */
  get isKept(): boolean {
    return this.#refused.size + this.#postponed.size === 0;
  }

  /**
   * Reads what every run looks at, and what has settled since the window's edge.
   *
   * @returns the edge; undefined where nothing was listed yet
   */
  async open({ lookedAt, listedFrom, listedTo }: Checkpoint): Promise<string | undefined> {
    if (lookedAt === undefined) this.#stored = new Set();
    const from = oldest([listedFrom, listedTo && overlapBefore(listedTo)]) ?? EVERY_RUN;
    this.#take(await this.store.read(from));
    if (listedTo === undefined) return undefined;

    const edge = windowEdge(this.scope.api, listedTo, this.snapshots, this.scope.ports.clock.nowMs());
    if (edge < from) this.#take(await this.store.read(edge, from));
    return edge;
  }

  /**
   * Compares a page with what is stored, commits what has changed, and publishes it.
   *
   * @param since the window's edge; undefined where everything is listed
   */
  async keep(
    page: readonly Listed[],
    since: string | undefined,
    baseline: Baseline | undefined,
  ): Promise<readonly Commit[]> {
    const { api, ports } = this.scope;
    const { lookUp, beyond } = unknownOf(api, page, this.#atHand, since);
    const ids = lookUp.map(({ id }) => id).filter((id) => this.#stored?.has(id) ?? true);
    const found = ids.length > 0 ? await this.store.find(ids) : [];
    // A clock that was wrong has dismissed what every run should look at.
    const dismissed = found.filter((snapshot) => this.#isAttended(snapshot));
    await this.#replace(dismissed);
    this.#take(dismissed);

    // What was looked up is not kept at hand, so that memory does not grow with the list.
    const stored = new Map(found.map((snapshot) => [snapshot.id, snapshot]));
    for (const { id } of page) {
      const snapshot = this.#atHand.get(id);
      if (snapshot) stored.set(id, snapshot);
    }
    const listed = page.filter(({ id }) => !beyond.has(id));
    const committed = await this.#apply(planPage(api, { listed, stored, baseline, nowMs: ports.clock.nowMs() }));
    await this.outboxes.publishFullBatches();
    return committed;
  }

  /** Warns of what is about to expire; not of a resource that was listed with a change which could not be kept. */
  async warn(stale: boolean): Promise<readonly Commit[]> {
    const { api, ports, settings } = this.scope;
    const snapshots = [...this.snapshots].filter(({ id }) => !this.#refused.has(id) && !this.#postponed.has(id));
    const nowMs = ports.clock.nowMs();
    return this.#apply(planWarnings(api, { snapshots, thresholds: settings.expiryThresholds, stale, nowMs }));
  }

  /** Has every run look no more at what has been open for too long by now. The reconciliation still lists it. */
  async dismissOld(): Promise<void> {
    const all = await this.store.read(EVERY_RUN);
    await this.#replace(all.filter((snapshot) => snapshot.outbox.length === 0 && !this.#isAttended(snapshot)));
  }

  /** Writes snapshots again where they belong in the index. */
  async #replace(snapshots: readonly Snapshot[]): Promise<void> {
    await pMap(snapshots, (snapshot) => this.store.clear(snapshot), { concurrency: CONCURRENT_WRITES });
  }

  async #apply(plan: Plan): Promise<readonly Commit[]> {
    const { committed, refused } = await applyPlan(this.store, plan);
    for (const id of refused) this.#refused.add(id);
    for (const id of plan.postponed) this.#postponed.add(id);
    if (this.#stored)
      for (const { id } of [...committed.map(({ next }) => next), ...plan.records]) this.#stored.add(id);
    this.#take(committed.map(({ next }) => next));
    this.#take(plan.records.filter((snapshot) => this.#isAttended(snapshot)));
    return committed;
  }

  #take(snapshots: readonly Snapshot[]): void {
    for (const snapshot of snapshots) {
      this.#atHand.set(snapshot.id, snapshot);
      this.outboxes.add(snapshot);
    }
  }

  /** What has settled is looked up again, should it be listed once more: memory follows what is open. */
  #putAway(cleared: Snapshot): void {
    if (cleared.outbox.length > 0 || this.#isAttended(cleared)) this.#atHand.set(cleared.id, cleared);
    else this.#atHand.delete(cleared.id);
  }

  #isAttended({ fields }: Snapshot): boolean {
    return isAttended(this.scope.api, fields, this.scope.ports.clock.nowMs());
  }
}
