import type { EngagementFigures } from '../figures.ts';
import type { Contestants } from '../functions/contestants.ts';
import { BenchWorld } from '../world/bench-world.ts';
import { EngagementList, type OpenForEver } from '../world/engagement-list.ts';
import { agedTable } from './aged-table.ts';
import { Entrant } from './entrant.ts';
import { figuresOf, idleInTurn } from './phases.ts';

const ROUNDS = { first: 0, cold: 0, idle: 7, afar: 7, changed: 0, firstCounted: false, counted: true };

/** Idle syncs of contact engagements, an hour apart, of which some never stop. */
export async function measureEngagements(
  contestants: Contestants['engagements'],
  engagements: number,
  openForEver: OpenForEver,
  dynamoDbEndpoint: string,
): Promise<EngagementFigures> {
  const world = await BenchWorld.start(dynamoDbEndpoint);
  const endMs = Date.now();
  const list = new EngagementList(world.services.incidentManager, engagements, openForEver, endMs);
  const entrants = Object.values(contestants).map((contestant) => new Entrant(contestant, ROUNDS, world));
  try {
    const { scope } = contestants.ours.input;
    const table = await agedTable(world, scope, { list, hours: engagements, endMs });
    for (const entrant of entrants) entrant.useTable(table);
    await idleInTurn(entrants, world);
    return { engagements, openForEver, idle: figuresOf(entrants, 'idle'), afar: figuresOf(entrants, 'afar') };
  } finally {
    for (const entrant of entrants) await entrant.stop();
    await world.stop();
  }
}
