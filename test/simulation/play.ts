import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './clock.ts';
import { judgeAll, judgePublished } from './judge-final.ts';
import { drawKnobs, type Knobs, PROFILES, type Profile } from './knobs.ts';
import { Random } from './random.ts';
import type { SimulatedRun } from './run.ts';
import { Violation, World } from './world.ts';

export interface Failure {
  readonly seed: number;
  readonly knobs: Knobs;
  readonly message: string;
  /** Whether a guarantee was broken; otherwise the code itself crashed. */
  readonly isViolation: boolean;
  readonly limits: Partial<Knobs>;
  readonly steps: number;
}

export const profileOf = (seed: number): Profile => PROFILES[seed % PROFILES.length] ?? 'calm';

/** Plays one world from its seed to its end. The same seed always plays the same way, call by call. */
export async function playWorld(
  seed: number,
  profile: Profile,
  { story, limits = {} }: { readonly story?: string[]; readonly limits?: Partial<Knobs> } = {},
): Promise<Failure | undefined> {
  const random = new Random(seed);
  const world = new World(random, { ...drawKnobs(random, profile), ...limits });
  world.scheduler.story = story;
  try {
    for (let round = 0; round < world.knobs.rounds; round++) await playRound(world, round);
    await endFaults(world);
    for (const scope of world.scopes) await playFinale(scope);
    return undefined;
  } catch (error) {
    const isViolation = error instanceof Violation;
    const message = isViolation ? error.message : String((error as Error).stack);
    return { seed, knobs: world.knobs, message, isViolation, limits, steps: world.scheduler.steps };
  }
}

/** Two of them together are less than the day for which runs still look at expired invitations. */
const FURTHEST_JUMP_MS = 11 * HOUR_MS;

/** Time passes, runs begin, and things happen while they run. */
async function playRound(world: World, round: number): Promise<void> {
  const { random, knobs, clock } = world;
  passTime(world, random.pick(knobs.intervalsMs));
  world.neighbour?.upstream.happen();
  if (knobs.clockJumps && random.chance(0.3)) clock.skewMs = random.integer(-FURTHEST_JUMP_MS, FURTHEST_JUMP_MS);
  if (random.chance(knobs.outageChance)) world.api.deniedUntilMs = clock.trueMs + random.integer(0, DAY_MS);
  if (random.chance(knobs.outageChance)) world.bus.downUntilMs = clock.trueMs + random.integer(0, 6 * HOUR_MS);

  for (const scope of world.scopes) startRun(scope, round % 5 === 4);
  while (!world.scheduler.idle) {
    if (random.chance(knobs.changeChance)) happen(world);
    if (random.chance(knobs.crashChance)) killOne(world);
    if (random.chance(knobs.askChance) && world.activeRuns.length < MOST_RUNS) startRun(world, true);
    const runs = world.activeRuns.length;
    if (runs > 0 && runs < knobs.runsAtOnce && random.chance(0.05)) startRun(world, random.chance(0.2));
    // The next round begins while the runs of this one are still going.
    if (knobs.runsAtOnce > 1 && random.chance(0.001)) return;
    await world.step();
  }
}

/** One run of a schedule, a late one, and two readers of the queue of wake-ups. */
const MOST_RUNS = 4;

function startRun(world: World, reconciles: boolean): void {
  world.start(reconciles ? 'reconcile' : 'sync', world.random.pick(world.knobs.timeoutsMs));
}

function happen(world: World): void {
  const { random, knobs, upstream, scheduler, clock } = world;
  upstream.happen();
  scheduler.tell(() => 'something happens upstream');
  // AWS's own event about it, if any: now, and maybe with others.
  if (!knobs.nativeEvents || !random.chance(0.7) || world.activeRuns.length >= MOST_RUNS) return;
  const sentMs = clock.trueMs - random.integer(0, 30 * SECOND_MS);
  world.start('wake-up', random.pick(knobs.timeoutsMs), sentMs);
}

function killOne(world: World): void {
  const { activeRuns } = world;
  if (activeRuns.length > 0) world.kill(world.random.pick(activeRuns), 'crash');
}

function passTime(world: World, ms: number): void {
  const { random, clock, upstream } = world;
  const happenings = random.integer(0, 4);
  world.scheduler.land();
  for (let part = 0; part <= happenings; part++) {
    clock.advance(Math.ceil(ms / (happenings + 1)));
    if (part < happenings) upstream.happen();
    upstream.passTime();
  }
  for (const scope of world.scopes) scope.killOverdue();
}

async function endFaults(world: World): Promise<void> {
  for (const { api, table, bus, scheduler } of world.scopes) {
    for (const service of [api, table, bus, scheduler]) service.faults = false;
    api.deniedUntilMs = 0;
    bus.downUntilMs = 0;
  }
  world.scheduler.tell(() => 'the faults end');
  while (!world.scheduler.idle) await world.step();
  for (const scope of world.scopes) for (const run of [...scope.running]) scope.kill(run, 'frozen for good');
}

/** After two complete runs, everything is published; after a reconciliation, everything is known. */
async function playFinale(world: World): Promise<void> {
  const { clock, ledger } = world;
  const syncedFromMs = clock.trueMs;
  await completeRuns(world, 'sync', 2);
  judgePublished(world, syncedFromMs);
  const reconciledFromMs = clock.trueMs;
  await completeRuns(world, 'reconcile', 1);
  judgeAll(world, reconciledFromMs);
  world.check();

  const before = { writes: ledger.snapshotWrites, deliveries: ledger.deliveries };
  clock.advance(SECOND_MS);
  const run = await completeRuns(world, 'sync', 1);
  // A run that finishes a reconciliation dismisses resources that have been open for too long.
  const reconciled = run?.ends.has('everything');
  const warned = [...ledger.promised.values()].some(({ atMs }) => atMs > clock.trueMs - MINUTE_MS);
  const idle = ledger.snapshotWrites === before.writes && ledger.deliveries === before.deliveries;
  if (!idle && !warned && !reconciled) throw new Violation('an idle run wrote a snapshot or published something');
}

const MAX_ATTEMPTS = 8;

/** @returns the last of them */
async function completeRuns(
  world: World,
  mode: 'sync' | 'reconcile',
  wanted: number,
): Promise<SimulatedRun | undefined> {
  let complete = 0;
  let last: SimulatedRun | undefined;
  for (let attempt = 1; complete < wanted; attempt++) {
    if (attempt > MAX_ATTEMPTS)
      throw new Violation(`no ${wanted} complete runs of ${mode} in ${MAX_ATTEMPTS} attempts`);
    world.clock.advance(5 * SECOND_MS);
    const run = world.start(mode, 15 * MINUTE_MS);
    while (!world.scheduler.idle) await world.step();
    if (run.outcome === 'complete' && (mode === 'sync' || run.ends.has('everything'))) complete += 1;
    if (run.outcome === undefined) throw new Violation(`${run.name} never ended`);
    last = run;
  }
  return last;
}
