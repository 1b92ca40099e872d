import type { HistoryFigures, Phase, PhaseFigures } from '../figures.ts';
import type { Contestants } from '../functions/contestants.ts';
import { BenchWorld } from '../world/bench-world.ts';
import { Entrant } from './entrant.ts';
import { roundsOf } from './rounds.ts';

/**
 * All phases for one history: the first sync, idle ones, and syncs that find changes.
 *
 * The contestants take turns: whatever else this machine is busy with, they share it.
 */
export async function measureHistory(
  contestants: Contestants,
  history: number,
  changes: number,
  dynamoDbEndpoint: string,
): Promise<HistoryFigures> {
  const world = await BenchWorld.start(history, dynamoDbEndpoint);
  const entrants = Object.values(contestants).flatMap((contestant) => {
    const rounds = roundsOf(contestant.name, history);
    return rounds ? [new Entrant(contestant, rounds, world)] : [];
  });
  const taking = (phase: Phase) => entrants.filter(({ rounds }) => rounds[phase] > 0);
  const inTurn = async (phase: Phase, call: (entrant: Entrant) => Promise<void>, beforeRound?: () => void) => {
    const most = Math.max(...entrants.map(({ rounds }) => rounds[phase]));
    for (let round = 0; round < most; round++) {
      beforeRound?.();
      for (const entrant of taking(phase)) if (round < entrant.rounds[phase]) await call(entrant);
    }
  };
  const counted = (phase: Phase) => taking(phase).filter(({ rounds }) => rounds.counted);
  const change = () => world.invitations.change(changes);

  try {
    for (const entrant of taking('first')) if (entrant.rounds.firstCounted) await entrant.countFirstSync();
    await inTurn('first', (entrant) => entrant.firstSync());
    await inTurn('cold', (entrant) => entrant.callCold());

    for (const entrant of taking('idle')) await entrant.warmUp();
    await inTurn('idle', (entrant) => entrant.call(entrant.idle));
    for (const entrant of counted('idle')) await entrant.count(entrant.idle);

    world.isAfar = true;
    await inTurn('afar', (entrant) => entrant.callAfar());
    world.isAfar = false;

    await inTurn('changed', (entrant) => entrant.call(entrant.changed), change);
    change();
    for (const entrant of counted('changed')) await entrant.count(entrant.changed);

    const figures = (phase: Phase): PhaseFigures =>
      Object.fromEntries(taking(phase).map((entrant) => [entrant.contestant.name, entrant[phase].figures()]));
    return {
      history,
      changes,
      first: figures('first'),
      idle: figures('idle'),
      afar: figures('afar'),
      changed: figures('changed'),
      cold: figures('cold'),
    };
  } finally {
    for (const entrant of entrants) await entrant.stop();
    await world.stop();
  }
}
