import { PROFILES } from '../knobs.ts';
import { playWorld, profileOf } from '../play.ts';
import type { Sought } from './search.ts';

/*
 * Runs in a copy of the sources: plays worlds until one fails, and reports it. If a world fails because the code itself
 * crashed (with a TypeError, for example), that proves nothing about the judges, and the report says so.
 */
const WORLDS_AT_ONCE = 20;

const [firstSeed = 1, worlds = 0] = process.argv.slice(2, 4).map(Number);
const profile = PROFILES.find((each) => each === process.argv[4]);

async function seek(): Promise<Sought> {
  for (let next = 0; next < worlds; next += WORLDS_AT_ONCE) {
    const length = Math.min(WORLDS_AT_ONCE, worlds - next);
    const seeds = Array.from({ length }, (_, index) => firstSeed + next + index);
    const outcomes = await Promise.all(seeds.map((seed) => playWorld(seed, profile ?? profileOf(seed))));
    const failure = outcomes.find((outcome) => outcome !== undefined);
    if (!failure) continue;
    const { seed, message, isViolation } = failure;
    return { outcome: isViolation ? 'caught' : 'broke down', world: seed - firstSeed + 1, message };
  }
  return { outcome: 'not caught' };
}

process.stdout.write(JSON.stringify(await seek()));
