import { DEFAULT_CALLS_PER_SECOND, Environment } from '../../lambda/core/contract.ts';
import type { LimitedFigures } from '../figures.ts';
import type { Contestant } from '../functions/contestants.ts';
import { BenchWorld } from '../world/bench-world.ts';
import { InvitationList } from '../world/invitation-list.ts';
import { Entrant } from './entrant.ts';

/** A first sync with the default call limit of the stack. */
export async function measureLimited(
  contestant: Contestant,
  history: number,
  dynamoDbEndpoint: string,
): Promise<LimitedFigures> {
  const world = await BenchWorld.start(dynamoDbEndpoint);
  new InvitationList(world.services.partnerCentral, history);
  const limit = { [Environment.callsPerSecond]: `${DEFAULT_CALLS_PER_SECOND}` };
  const entrant = new Entrant({ ...contestant, environment: { ...contestant.environment, ...limit } }, world, history);
  try {
    const { listCalls: pages } = await world.requestsOf(() => entrant.firstSync());
    const [wallMs = 0] = entrant.first.figures().wallMs;
    return { contestant: contestant.name, pages, callsPerSecond: DEFAULT_CALLS_PER_SECOND, wallMs };
  } finally {
    await world.stop();
  }
}
