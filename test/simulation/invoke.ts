import { createHash } from 'node:crypto';
import { DynamoDbStore } from '../../lambda/adapters/dynamodb-store.ts';
import { eventBridgePublisher } from '../../lambda/adapters/eventbridge-publisher.ts';
import { contactEngagements } from '../../lambda/apis/contact-engagements.ts';
import { invitations } from '../../lambda/apis/invitations.ts';
import { DEFAULT_EVENT_SOURCE, DEFAULT_EXPIRY_THRESHOLDS } from '../../lambda/core/contract.ts';
import { SyncFailedError } from '../../lambda/sync/completion.ts';
import type { Scope } from '../../lambda/sync/scope.ts';
import { syncScope } from '../../lambda/sync/sync-scope.ts';
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

/** The surroundings of a run. */
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
 * Runs the function: the real sync with the real adapters for table and bus.
 *
 * @param newsSentMs when AWS's own event was sent, if it wakes up the run
 * @throws errors of the store
 */
export async function invoke(world: Surroundings, run: SimulatedRun, newsSentMs: number | undefined): Promise<Outcome> {
  const remainingMs = () => run.deadlineMs - world.clock.trueMs;
  const news = newsSentMs === undefined ? {} : { news: { sentMs: newsSentMs, resourceIds: new Set<string>() } };
  try {
    const result = await syncScope(scopeOf(world, run), { mode: run.mode, ...news, remainingMs });
    if (!result) return 'no turn';
    return result.complete ? 'complete' : 'incomplete';
  } catch (error) {
    if (error instanceof SyncFailedError) return 'failed';
    throw error;
  }
}

function scopeOf(world: Surroundings, run: SimulatedRun): Scope {
  const { knobs, scheduler, ledger, table } = world;
  const clock = {
    nowMs: () => world.clock.shownMs + run.skewMs,
    sleep: (ms: number) => scheduler.call(run, `sleep ${ms}`, () => undefined, ms),
  };
  const api = knobs.kind === 'invitations' ? invitations : contactEngagements;
  let ids = 0;
  return {
    name: world.scope,
    api,
    settings: {
      eventSource: DEFAULT_EVENT_SOURCE,
      baseline: knobs.baseline,
      expiryThresholds: DEFAULT_EXPIRY_THRESHOLDS,
      announceCompletion: true,
    },
    ports: {
      lister: world.api.listerOf(run),
      store: new DynamoDbStore(table.clientOf(run, writeJudge(ledger)), TABLE, world.scope, api, clock),
      publisher: eventBridgePublisher(world.bus.clientOf(run), 'bus'),
      clock,
      log: { warn: () => undefined },
      digest: (text) => createHash('sha256').update(text).digest('hex'),
      newId: () => `${run.name}/${++ids}`,
    },
  };
}
