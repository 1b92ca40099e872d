import { World } from '../../local/aws/world.ts';
import { inviteHistory } from '../history.ts';
import { BACKEND_LATENCY_MS, delayedBy, LIST_LATENCY_MS } from '../latency.ts';

const PENDING = 150;
const SETTLED = 3000;

/** A partner's history, at a distance. */
export async function startSlowWorld(): Promise<World> {
  const world = await World.start({
    dynamodb: { tableName: 'snapshots', faults: delayedBy(BACKEND_LATENCY_MS) },
    partnerCentral: { faults: delayedBy(LIST_LATENCY_MS) },
    eventBus: { buses: ['feed'], faults: delayedBy(BACKEND_LATENCY_MS) },
  });
  inviteHistory(world, { pending: PENDING, settled: SETTLED });
  return world;
}
