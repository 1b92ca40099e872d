import { World } from '../../local/aws/world.ts';
import { inviteHistory } from '../history.ts';

/** What a call takes besides what its stand-in takes. Assumed, not measured at AWS. */
const LIST_DELAY_MS = 100;
const BACKEND_DELAY_MS = 5;

const PENDING = 150;
const SETTLED = 3000;

/** A partner's history, at a distance. */
export async function startSlowWorld(): Promise<World> {
  const world = await World.start({
    dynamodb: { tableName: 'snapshots', faults: () => ({ delayMs: BACKEND_DELAY_MS }) },
    partnerCentral: { faults: () => ({ delayMs: LIST_DELAY_MS }) },
    eventBus: { buses: ['feed'], faults: () => ({ delayMs: BACKEND_DELAY_MS }) },
  });
  inviteHistory(world, { pending: PENDING, settled: SETTLED });
  return world;
}
