import type { EngagementFigures } from '../figures.ts';
import type { Contestants } from '../functions/contestants.ts';
import { BenchWorld } from '../world/bench-world.ts';
import { EngagementList, type OpenForEver } from '../world/engagement-list.ts';
import { agedTable } from './aged-table.ts';
import { Entrant } from './entrant.ts';
import { idleInTurn } from './phases.ts';

/** Idle syncs of contact engagements, which are an hour apart. Some never stop. */
export async function measureEngagements(
  contestants: Contestants['engagements'],
  engagements: number,
  openForEver: OpenForEver,
  dynamoDbEndpoint: string,
): Promise<EngagementFigures> {
  const world = await BenchWorld.start(dynamoDbEndpoint);
  const list = new EngagementList(world.services.incidentManager, engagements, openForEver, Date.now());
  const entrants = Object.values(contestants).map((contestant) => new Entrant(contestant, world, engagements));
  try {
    const table = await agedTable(world, contestants.ours.input.scope, list);
    for (const entrant of entrants) entrant.table = table;
    return { engagements, openForEver, ...(await idleInTurn(entrants, world)) };
  } finally {
    for (const entrant of entrants) await entrant.stop();
    await world.stop();
  }
}
