import { createHash } from 'node:crypto';
import { DynamoDbStore } from '../../lambda/adapters/dynamodb-store.ts';
import { eventBridgePublisher } from '../../lambda/adapters/eventbridge-publisher.ts';
import { wakeUpMark } from '../../lambda/adapters/wake-up-mark.ts';
import { contactEngagements } from '../../lambda/core/contact-engagements.ts';
import { DEFAULT_EVENT_SOURCE, DEFAULT_EXPIRY_THRESHOLDS } from '../../lambda/core/contract.ts';
import { invitations } from '../../lambda/core/invitations.ts';
import type { Ports } from '../../lambda/ports.ts';
import { SyncFailedError } from '../../lambda/sync/completion.ts';
import { syncScope } from '../../lambda/sync/sync-scope.ts';
import { answerNews } from '../../lambda/sync/wake-up.ts';
import type { SimulatedBus } from './bus.ts';
import type { SimulatedClock } from './clock.ts';
import { writeJudge } from './judge-writes.ts';
import type { Knobs } from './knobs.ts';
import type { Ledger } from './ledger.ts';
import type { ListApi } from './lister.ts';
import type { SimulatedRun } from './run.ts';
import type { Scheduler } from './scheduler.ts';
import type { SimulatedTable } from './table.ts';

type Outcome = NonNullable<SimulatedRun['outcome']>;

const TABLE = 'table';

/** What a run finds around it. */
interface Surroundings {
  readonly scope: string;
  readonly knobs: Knobs;
  readonly clock: SimulatedClock;
  readonly ledger: Ledger;
  readonly scheduler: Scheduler;
  readonly api: ListApi;
  readonly table: SimulatedTable;
  readonly bus: SimulatedBus;
}

/**
 * Runs the function: the real sync with the real adapters of table and bus, or what wakes it up.
 *
 * @throws whatever the store throws
 */
export async function invoke(world: Surroundings, run: SimulatedRun, newsSentMs: number | undefined): Promise<Outcome> {
  if (newsSentMs === undefined) return outcomeOf(sync(world, run));

  const { clock } = portsOf(world, run);
  const client = clientOf(world, run);
  const store = new DynamoDbStore(client, TABLE, world.scope, clock);
  const mark = wakeUpMark(client, TABLE, world.scope);
  let outcome: Outcome = 'needless';
  await answerNews(
    { scope: world.scope, resourceIds: new Set(), sentMs: newsSentMs },
    { store, clock },
    mark,
    async () => {
      if (!run.isItsTurn) world.ledger.fail(`${run.name}: was woken up, and did not wait for its turn`);
      outcome = await outcomeOf(sync(world, run));
    },
  );
  return outcome;
}

const outcomeOf = (running: ReturnType<typeof syncScope>): Promise<Outcome> =>
  running.then(
    ({ complete }) => (complete ? 'complete' : 'incomplete'),
    (error) => {
      if (error instanceof SyncFailedError) return 'failed';
      throw error;
    },
  );

function sync(world: Surroundings, run: SimulatedRun): ReturnType<typeof syncScope> {
  const { clock, knobs, scope } = world;
  run.startedMs = clock.trueMs;
  run.shownStartMs = clock.shownMs;
  const source = knobs.kind === 'invitations' ? invitations('AWS') : contactEngagements('us-east-2');
  const settings = {
    eventSource: DEFAULT_EVENT_SOURCE,
    baseline: knobs.baseline,
    expiryThresholds: DEFAULT_EXPIRY_THRESHOLDS,
    announceCompletion: true,
  };
  const remainingMs = () => run.deadlineMs - clock.trueMs;
  return syncScope(portsOf(world, run), source, settings, { scope, mode: run.mode, remainingMs });
}

function portsOf(world: Surroundings, run: SimulatedRun): Ports {
  const clock = {
    nowMs: () => world.clock.shownMs,
    sleep: (ms: number) => world.scheduler.call(run, `sleep ${ms}`, () => undefined, ms),
  };
  const store = new DynamoDbStore(clientOf(world, run), TABLE, world.scope, clock);
  const readCheckpoint = store.readCheckpoint.bind(store);
  store.readCheckpoint = async () => {
    const checkpoint = await readCheckpoint();
    run.openedWith ??= checkpoint;
    return checkpoint;
  };
  return {
    lister: world.api.listerOf(run),
    store,
    publisher: eventBridgePublisher(world.bus.clientOf(run), 'bus'),
    clock,
    log: { warn: () => undefined },
    digest: (text) => createHash('sha256').update(text).digest('hex'),
  };
}

const clientOf = ({ table, ledger }: Surroundings, run: SimulatedRun) => table.clientOf(run, writeJudge(ledger));
