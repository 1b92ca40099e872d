import type { Knobs } from './knobs.ts';
import { type Failure, playWorld } from './play.ts';

const SIZES: readonly Partial<Knobs>[] = [
  { resources: 1, rounds: 1 },
  { resources: 1, rounds: 2 },
  { resources: 2, rounds: 3 },
  { resources: 4, rounds: 4 },
  { resources: 8, rounds: 6 },
];
const SEEDS_A_SIZE = 400;

/** A failure without its names and numbers. */
const kindOf = ({ message }: Failure) => message.replaceAll(/run \d+|[\d]+|\{.*/g, '');

/**
 * A smaller world with the same failure, or the failure itself. A world cannot be trimmed, because leaving out one draw
 * changes all that follow. But small worlds are quick to search, and the one with the fewest steps tells the story best.
 */
export async function shrink(failure: Failure): Promise<Failure> {
  for (const limits of SIZES) {
    const seeds = Array.from({ length: SEEDS_A_SIZE }, (_, index) => failure.seed + index);
    const outcomes = await Promise.all(
      seeds.map((seed) => playWorld(seed, failure.knobs.profile, { limits: { ...failure.limits, ...limits } })),
    );
    const alike = outcomes.filter((outcome) => outcome !== undefined && kindOf(outcome) === kindOf(failure));
    const [shortest] = alike.sort((a, b) => (a?.steps ?? 0) - (b?.steps ?? 0));
    if (shortest) return shortest;
  }
  return failure;
}
