import type { IdleFigures, Phase, PhaseFigures } from '../figures.ts';
import type { BenchWorld } from '../world/bench-world.ts';
import type { Entrant } from './entrant.ts';

type Entrants = readonly Entrant[];

/** The entrants that take part in a phase. */
export const taking = (entrants: Entrants, phase: Phase) => entrants.filter(({ rounds }) => rounds[phase] > 0);

/** One after the other in each round, so other load on this machine affects all of them. */
export async function inTurn(
  entrants: Entrants,
  phase: Phase,
  call: (entrant: Entrant) => Promise<void>,
  beforeRound?: () => void,
): Promise<void> {
  const most = Math.max(...entrants.map(({ rounds }) => rounds[phase]));
  for (let round = 0; round < most; round++) {
    beforeRound?.();
    for (const entrant of taking(entrants, phase)) if (round < entrant.rounds[phase]) await call(entrant);
  }
}

/** Idle calls, nearby and with the latency of a network. */
export async function idleInTurn(entrants: Entrants, world: BenchWorld): Promise<IdleFigures> {
  for (const entrant of taking(entrants, 'idle')) await entrant.warmUp();
  await inTurn(entrants, 'idle', (entrant) => entrant.call(entrant.idle));
  for (const entrant of taking(entrants, 'idle')) await entrant.count(entrant.idle);

  world.isAfar = true;
  await inTurn(entrants, 'afar', (entrant) => entrant.callAfar());
  world.isAfar = false;
  return { idle: figuresOf(entrants, 'idle'), afar: figuresOf(entrants, 'afar') };
}

export const figuresOf = (entrants: Entrants, phase: Phase): PhaseFigures =>
  Object.fromEntries(taking(entrants, phase).map((entrant) => [entrant.contestant.name, entrant[phase].figures()]));
