import type { HistoryFigures } from '../figures.ts';
import type { Contestants } from '../functions/contestants.ts';
import { BenchWorld } from '../world/bench-world.ts';
import { InvitationList } from '../world/invitation-list.ts';
import { Entrant } from './entrant.ts';
import { figuresOf, idleInTurn, inTurn, taking } from './phases.ts';

/** All phases for one history of invitations: the first sync, idle ones, and syncs that find changes. */
export async function measureHistory(
  contestants: Contestants['invitations'],
  history: number,
  changes: number,
  dynamoDbEndpoint: string,
): Promise<HistoryFigures> {
  const world = await BenchWorld.start(dynamoDbEndpoint);
  const invitations = new InvitationList(world.services.partnerCentral, history);
  const change = () => invitations.change(changes);
  const entrants = Object.values(contestants).map((contestant) => new Entrant(contestant, world, history));

  try {
    for (const entrant of taking(entrants, 'first')) if (entrant.rounds.counted) await entrant.countFirstSync();
    await inTurn(entrants, 'first', (entrant) => entrant.firstSync());
    await inTurn(entrants, 'cold', (entrant) => entrant.callNew(entrant.cold));
    const idle = await idleInTurn(entrants, world);
    await inTurn(entrants, 'changed', (entrant) => entrant.call(entrant.changed), change);
    change();
    for (const entrant of taking(entrants, 'changed')) await entrant.count(entrant.changed);

    return {
      history,
      changes,
      first: figuresOf(entrants, 'first'),
      ...idle,
      changed: figuresOf(entrants, 'changed'),
      cold: figuresOf(entrants, 'cold'),
    };
  } finally {
    for (const entrant of entrants) await entrant.stop();
    await world.stop();
  }
}
