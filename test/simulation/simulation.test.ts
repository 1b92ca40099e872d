import { describe, expect, it } from 'vitest';
import { PROFILES } from './knobs.ts';
import { playWorld } from './play.ts';

const WORLDS_A_PROFILE = 8;

/** A few of the worlds that `npm run simulate` plays by the thousand. It explains a failure: `--seed N --profile P`. */
describe('in simulated worlds, every guarantee holds', () => {
  // Far longer than it takes, for busy machines.
  it.each(PROFILES)('%s', { timeout: 60_000 }, async (profile) => {
    const seeds = Array.from({ length: WORLDS_A_PROFILE }, (_, index) => index);
    const outcomes = await Promise.all(seeds.map((seed) => playWorld(seed, profile)));
    const failures = outcomes.filter((outcome) => outcome !== undefined);
    expect(failures.map(({ seed, message }) => `seed ${seed}: ${message}`)).toEqual([]);
  });

  it('plays the same world again from the same seed, call by call', async () => {
    const told = async () => {
      const story: string[] = [];
      await playWorld(3, 'hostile', { story });
      return story;
    };
    const story = await told();
    expect(story.length).toBeGreaterThan(100);
    expect(await told()).toEqual(story);
  });
});
