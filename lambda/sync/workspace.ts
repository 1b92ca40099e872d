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

/** A turn's memory: the snapshots that every run looks at, those of the window, and the events that wait. */
export class Workspace {
  readonly outboxes: Outboxes;
  readonly #atHand = new Map<string, Snapshot>();
  readonly #refused = new Set<string>();
  readonly #postponed = new Set<string>();
  /** In the first turn, before which nothing was stored: the ids that are stored by now. */
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

  /** Whether everything listed is stored. */
  get isKept(): boolean {
    return this.#refused.size + this.#postponed.size === 0;
  }

  /**
   * Reads the resources that every run looks at, and those settled since the window's edge.
   *
   * @returns the edge; undefined if nothing was listed yet
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
   * Compares a page with the stored snapshots, and commits and publishes the changes.
   *
   * @param since the window's edge; undefined if everything is listed
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
    // A clock that was wrong dismissed them, but every run should look at them.
    const dismissed = found.filter((snapshot) => this.#isAttended(snapshot));
    await this.#replace(dismissed);
    this.#take(dismissed);

    // Snapshots that were looked up are not kept at hand, so memory does not grow with the list.
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

  /** Warns of resources about to expire, except those with a change that could not be kept. */
  async warn(stale: boolean): Promise<readonly Commit[]> {
    const { api, ports, settings } = this.scope;
    const snapshots = [...this.snapshots].filter(({ id }) => !this.#refused.has(id) && !this.#postponed.has(id));
    const nowMs = ports.clock.nowMs();
    return this.#apply(planWarnings(api, { snapshots, thresholds: settings.expiryThresholds, stale, nowMs }));
  }

  /** Makes runs stop looking at resources that have been open for too long. The reconciliation still lists them. */
  async dismissOld(): Promise<void> {
    const all = await this.store.read(EVERY_RUN);
    await this.#replace(all.filter((snapshot) => snapshot.outbox.length === 0 && !this.#isAttended(snapshot)));
  }

  /** Writes snapshots again, to update their places in the index. */
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

  /** Forgets a settled resource, which is looked up if listed again: memory depends only on open ones. */
  #putAway(cleared: Snapshot): void {
    if (cleared.outbox.length > 0 || this.#isAttended(cleared)) this.#atHand.set(cleared.id, cleared);
    else this.#atHand.delete(cleared.id);
  }

  #isAttended({ fields }: Snapshot): boolean {
    return isAttended(this.scope.api, fields, this.scope.ports.clock.nowMs());
  }
}
