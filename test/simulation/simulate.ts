import { parseArgs } from 'node:util';
import { PROFILES } from './knobs.ts';
import { type Failure, playWorld, profileOf } from './play.ts';
import { shrink } from './shrink.ts';

/** Worlds that share each turn of the event loop, which costs more than most steps. */
const WORLDS_AT_ONCE = 40;

const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    /** Plays only worlds of this profile; otherwise the profiles take turns. */
    profile: { type: 'string' },
    /** Goes on after a failure, and lists them all. */
    all: { type: 'boolean', default: false },
    /** Tells the story of the failing world itself instead of a smaller one. */
    whole: { type: 'boolean', default: false },
  },
});
const wanted = Number(values.worlds);
const firstSeed = Number(values.seed);
const profile = PROFILES.find((each) => each === values.profile);
const write = (line: string) => process.stdout.write(`${line}\n`);

const startedAt = performance.now();
const failures: Failure[] = [];
let played = 0;
for (let next = 0; next < wanted && (values.all || failures.length === 0); next += WORLDS_AT_ONCE) {
  const seeds = Array.from({ length: Math.min(WORLDS_AT_ONCE, wanted - next) }, (_, index) => firstSeed + next + index);
  const outcomes = await Promise.all(seeds.map((seed) => playWorld(seed, profile ?? profileOf(seed))));
  failures.push(...outcomes.filter((outcome) => outcome !== undefined));
  played += seeds.length;
}
const seconds = (performance.now() - startedAt) / 1000;

for (const { seed, knobs, message } of failures) write(`seed ${seed} (${knobs.profile}): ${message}`);
const [first] = failures;
if (first && !values.all) {
  const told = values.whole ? first : await shrink(first);
  const story: string[] = [];
  const { seed, knobs, limits } = told;
  await playWorld(seed, knobs.profile, { story, limits });
  write(`The story of seed ${seed} with ${JSON.stringify(limits)}: ${JSON.stringify(knobs)}`);
  for (const line of story) write(line);
  write(told.message);
}
write(`${played} worlds, ${failures.length} failed, ${(played / seconds).toFixed(0)} worlds a second`);
process.exitCode = failures.length > 0 ? 1 : 0;
