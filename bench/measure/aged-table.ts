import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BACKEND_CLIENT } from '../../lambda/adapters/clients.ts';
import { DEFAULT_BASELINE, DEFAULT_EVENT_SOURCE } from '../../lambda/core/contract.ts';
import { Pipeline } from '../../local/pipeline.ts';
import { VirtualClock } from '../../local/virtual-clock.ts';
import type { BenchWorld } from '../world/bench-world.ts';
import type { EngagementList } from '../world/engagement-list.ts';

const HOUR_MS = 3_600_000;
/** A sync sees each engagement while it is young. Each lists everything, since more than a day has passed. */
const STEP_MS = 46 * HOUR_MS;
/** Almost a day, the longest possible: runs still look at the resources that have become too old since. */
const LAST_RECONCILED_MS = 22 * HOUR_MS;

/**
 * Fills a table as our function would over the whole life of a scope, in virtual time: every resource is first seen when
 * it is young.
 *
 * @returns its name
 */
export async function agedTable(world: BenchWorld, scope: string, list: EngagementList): Promise<string> {
  const tableName = await world.newTable();
  Object.assign(process.env, world.environment(tableName, false));
  const clock = new VirtualClock(0);
  const dynamoDb = new DynamoDBClient(BACKEND_CLIENT);
  const pipeline = new Pipeline({
    tableName,
    dynamoDb,
    publisher: { publish: async (batch) => batch.map(() => ({ accepted: true })) },
    clock,
    log: { warn: () => undefined },
    settings: {
      eventSource: DEFAULT_EVENT_SOURCE,
      baseline: DEFAULT_BASELINE,
      expiryThresholds: [],
      announceCompletion: false,
    },
    callsPerSecond: 100_000,
  });
  const syncAt = async (atMs: number) => {
    clock.advance(atMs - clock.nowMs());
    list.goTo(atMs);
    const result = await pipeline.sync(scope);
    if (!result?.complete) throw new Error(`A sync at ${new Date(atMs).toISOString()} did not complete`);
  };

  const steps = Math.ceil((list.engagements * HOUR_MS) / STEP_MS);
  for (let step = steps; step >= 0; step--) await syncAt(list.endMs - LAST_RECONCILED_MS - step * STEP_MS);
  await syncAt(list.endMs);
  dynamoDb.destroy();
  return tableName;
}
