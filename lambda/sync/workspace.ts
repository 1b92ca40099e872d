import pMap from 'p-map';
import { EVERY_RUN, isAttended } from '../core/attention.ts';
import type { Baseline } from '../core/contract.ts';
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

  constructor(
    private readonly scope: Scope,
    private readonly store: TurnStore,
    isTurnOver: () => boolean,
  ) {
    this.outboxes = new Outboxes(scope, store, isTurnOver, (cleared) => this.#atHand.set(cleared.id, cleared));
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
  async open(listedTo: string | undefined): Promise<string | undefined> {
    const from = listedTo === undefined ? EVERY_RUN : overlapBefore(listedTo);
    this.#take(await this.store.read(from));
    if (listedTo === undefined) return undefined;

    const edge = windowEdge(this.scope.source, listedTo, this.snapshots, this.scope.ports.clock.nowMs());
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
    const { source, ports } = this.scope;
    const { lookUp, beyond } = unknownOf(source, page, this.#atHand, since);
    const found = lookUp.length > 0 ? await this.store.find(lookUp.map(({ id }) => id)) : [];
    for (const snapshot of found) this.outboxes.add(snapshot);

    // What was looked up is not kept at hand, so that memory does not grow with the list.
    const stored = new Map(found.map((snapshot) => [snapshot.id, snapshot]));
    for (const { id } of page) {
      const snapshot = this.#atHand.get(id);
      if (snapshot) stored.set(id, snapshot);
    }
    const listed = page.filter(({ id }) => !beyond.has(id));
    const committed = await this.#apply(planPage(source, { listed, stored, baseline, nowMs: ports.clock.nowMs() }));
    await this.outboxes.publishFullBatches();
    return committed;
  }

  /** Warns of what is about to expire; not of a resource that was listed with a change which could not be kept. */
  async warn(stale: boolean): Promise<readonly Commit[]> {
    const { source, ports, settings } = this.scope;
    const snapshots = [...this.snapshots].filter(({ id }) => !this.#refused.has(id) && !this.#postponed.has(id));
    const nowMs = ports.clock.nowMs();
    return this.#apply(planWarnings(source, { snapshots, thresholds: settings.expiryThresholds, stale, nowMs }));
  }

  /** Has every run look no more at what has been open for too long by now. The reconciliation still lists it. */
  async dismissOld(): Promise<void> {
    const nowMs = this.scope.ports.clock.nowMs();
    const old = (await this.store.read(EVERY_RUN)).filter(
      ({ fields, outbox }) => outbox.length === 0 && !isAttended(this.scope.source, fields, nowMs),
    );
    await pMap(old, (snapshot) => this.store.clear(snapshot), { concurrency: CONCURRENT_WRITES });
  }

  async #apply(plan: Plan): Promise<readonly Commit[]> {
    const { committed, refused } = await applyPlan(this.store, plan);
    for (const id of refused) this.#refused.add(id);
    for (const id of plan.postponed) this.#postponed.add(id);
    const nowMs = this.scope.ports.clock.nowMs();
    this.#take(committed.map(({ next }) => next));
    this.#take(plan.records.filter(({ fields }) => isAttended(this.scope.source, fields, nowMs)));
    return committed;
  }

  #take(snapshots: readonly Snapshot[]): void {
    for (const snapshot of snapshots) {
      this.#atHand.set(snapshot.id, snapshot);
      this.outboxes.add(snapshot);
    }
  }
}
