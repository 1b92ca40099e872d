import { parseArgs } from 'node:util';
import { type Failure, playWorld, profileOf } from './play.ts';
import { PROFILES, type Profile } from './knobs.ts';

/** Worlds that share each turn of the event loop, which costs more than most steps. */
const WORLDS_AT_ONCE = 40;
const LAST_STEPS = 120;

const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    profile: { type: 'string' },
    all: { type: 'boolean', default: false },
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
  for (const failure of outcomes) if (failure) failures.push(failure);
  played += seeds.length;
}
const seconds = (performance.now() - startedAt) / 1000;
for (const { seed, knobs, message } of failures) write(`seed ${seed} (${knobs.profile}): ${message}`);
write(`${played} worlds, ${failures.length} failed, ${(played / seconds).toFixed(0)} worlds a second`);
const [first] = failures;
if (first) {
  const story: string[] = [];
  await playWorld(first.seed, first.knobs.profile as Profile, story);
  write(JSON.stringify(first.knobs));
  for (const line of values.all ? [] : story.slice(-LAST_STEPS)) write(line);
  process.exitCode = 1;
}
