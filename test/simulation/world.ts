import type { SyncMode } from '../../lambda/core/contract.ts';
import { SimulatedBus } from './bus.ts';
import { SimulatedClock } from './clock.ts';
import { ExecutionEnvironment } from './execution-environment.ts';
import { invoke } from './invoke.ts';
import { deliveryJudge } from './judge-deliveries.ts';
import { judgeEnd } from './judge-runs.ts';
import type { Knobs } from './knobs.ts';
import { Ledger } from './ledger.ts';
import { ListApi } from './lister.ts';
import type { Random } from './random.ts';
import type { SimulatedRun } from './run.ts';
import { Scheduler } from './scheduler.ts';
import { drawnBusFaults, drawnListFaults, drawnTableFaults } from './service-faults.ts';
import { SimulatedTable } from './table.ts';
import { Upstream } from './upstream.ts';

const SCOPES = { invitations: 'invitations/AWS/RECEIVER', engagements: 'contact-engagements/us-east-2' };
const NEIGHBOURS = { invitations: 'invitations/AWS/SENDER', engagements: 'contact-engagements/us-west-2' };

/** A broken guarantee. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

/** Errors that come only from wrong code, never from a service. */
const isDefect = (error: unknown) =>
  [TypeError, ReferenceError, RangeError, SyntaxError].some((kind) => error instanceof kind);

/** The real syncScope and the real adapters for table and bus, in a simulated world. */
export class World {
  readonly clock: SimulatedClock;
  readonly ledger: Ledger;
  readonly scheduler: Scheduler;
  readonly upstream: Upstream;
  readonly api: ListApi;
  readonly table: SimulatedTable;
  readonly bus: SimulatedBus;
  /** Functions that run, and those whose run ended with an error while some of its calls are under way. */
  readonly running = new Set<SimulatedRun>();
  /** Another scope in the same table, with the same ids but its own resources; only in some worlds. */
  readonly neighbour: World | undefined;
  /** The environments of functions that have ended. A killed function loses its own. */
  readonly idleEnvironments: ExecutionEnvironment[];
  runs = 0;
  #defect: unknown;

  constructor(
    readonly random: Random,
    readonly knobs: Knobs,
    private readonly beside?: World,
  ) {
    this.clock = beside?.clock ?? new SimulatedClock();
    this.ledger = new Ledger(knobs, this.clock);
    this.scheduler = beside?.scheduler ?? new Scheduler(random, this.clock, knobs.pauseChance);
    this.upstream = new Upstream(random, this.clock, knobs);
    this.api = new ListApi(
      random,
      this.clock,
      knobs,
      this.upstream,
      this.scheduler,
      this.ledger,
      drawnListFaults(random, knobs),
    );
    this.table = beside?.table ?? new SimulatedTable(this.scheduler, drawnTableFaults(random, knobs), knobs.queryItems);
    this.bus = new SimulatedBus(this.clock, this.scheduler, deliveryJudge(this.ledger), drawnBusFaults(random, knobs));
    this.idleEnvironments = beside?.idleEnvironments ?? [];
    if (knobs.twoScopes && !beside) this.neighbour = new World(random, knobs, this);
  }

  /** This world, and its neighbour if it has one. */
  get scopes(): World[] {
    return this.neighbour ? [this, this.neighbour] : [this];
  }

  get scope(): string {
    return (this.beside ? NEIGHBOURS : SCOPES)[this.knobs.kind];
  }

  get activeRuns(): SimulatedRun[] {
    return [...this.running].filter(({ outcome }) => outcome === undefined);
  }

  /** @param newsSentMs when AWS's own event was sent, if it wakes up the run */
  start(mode: SyncMode, timeoutMs: number, newsSentMs?: number): SimulatedRun {
    this.runs += 1;
    // No two runs begin at the same time.
    this.clock.advance(1);
    const skewMs = this.random.pick(this.knobs.skewsMs);
    const run: SimulatedRun = {
      name: `run ${this.runs} (${mode}${this.beside ? ', neighbour' : ''})`,
      mode,
      environment: this.idleEnvironments.pop() ?? new ExecutionEnvironment(this.clock, this.knobs.callsPerSecond),
      alive: true,
      pausedUntilMs: 0,
      startedMs: this.clock.trueMs,
      skewMs,
      shownStartMs: this.clock.shownMs + skewMs,
      deadlineMs: this.clock.trueMs + timeoutMs,
      listCalls: 0,
      turns: 0,
      refusedTokens: new Set(),
      ends: new Set(),
    };
    this.running.add(run);
    this.scheduler.tell(() => `${run.name} starts, with ${timeoutMs} ms`);
    invoke(this, run, newsSentMs).then(
      (outcome) => this.#end(run, outcome),
      (error: unknown) => this.#end(run, 'broken', error),
    );
    return run;
  }

  kill(run: SimulatedRun, why: string): void {
    this.scheduler.tell(() => `${run.name} is killed: ${why}`);
    this.scheduler.kill(run);
    run.outcome ??= 'killed';
    this.running.delete(run);
  }

  /** Continues one call. */
  async step(): Promise<void> {
    await this.scheduler.step();
    for (const scope of this.scopes) {
      scope.killOverdue();
      scope.check();
    }
  }

  killOverdue(): void {
    for (const run of [...this.running]) if (this.clock.trueMs > run.deadlineMs) this.kill(run, 'its time is up');
  }

  check(): void {
    if (this.#defect !== undefined) throw this.#defect;
    if (this.ledger.violation !== undefined) throw new Violation(this.ledger.violation);
  }

  #end(run: SimulatedRun, outcome: NonNullable<SimulatedRun['outcome']>, error?: unknown): void {
    if (!run.alive) return;
    run.outcome = outcome;
    if (isDefect(error)) this.#defect = error;
    this.scheduler.tell(() => `${run.name} ends: ${outcome} ${error === undefined ? '' : String(error)}`);
    // Lambda freezes calls that are under way then, and may thaw them later: they continue as long as the time allows.
    if (outcome !== 'broken') {
      this.running.delete(run);
      this.idleEnvironments.push(run.environment);
    }
    if (outcome !== 'no turn') judgeEnd(this.ledger, run, this.upstream.resources);
  }
}
