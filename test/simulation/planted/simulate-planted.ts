import { parseArgs } from 'node:util';
import pMap from 'p-map';
import type { PlantedBug } from './bug.ts';
import { PLANTED_BUGS } from './bugs.ts';
import { type Range, type Sought, search } from './search.ts';
import { outdated } from './source-copy.ts';

/*
 * `npm run simulate:planted`: plants each bug of the list into a copy of the sources, and plays worlds until a guarantee
 * is broken. Fails if that takes more worlds than the list says, or if the sources without a bug fail in any of them.
 */
const PROCESSES_AT_ONCE = 2;

const { values } = parseArgs({
  options: {
    /** Worlds other than those that the list was measured with. */
    seed: { type: 'string', default: '1' },
    /** Only bugs whose name contains this. */
    only: { type: 'string', default: '' },
    /** Plays up to this many worlds, to measure a new bug. */
    worlds: { type: 'string' },
  },
});
const firstSeed = Number(values.seed);
const bugs = PLANTED_BUGS.filter(({ name }) => name.includes(values.only));
const write = (line: string) => process.stdout.write(`${line}\n`);
const worldsOf = ({ withinWorlds }: PlantedBug) => (values.worlds ? Number(values.worlds) : withinWorlds);

/** Checks that the same worlds pass without a bug: each profile in the list, up to its highest number of worlds. */
function cleanRanges(): Range[] {
  const profiles = [...new Set(bugs.map(({ profile }) => profile))];
  return profiles.map((profile) => {
    const numbers = bugs.filter((bug) => bug.profile === profile).map(worldsOf);
    return { firstSeed, worlds: Math.max(...numbers), profile };
  });
}

const rowOf = ({ name, withinWorlds }: PlantedBug, sought: Sought) => {
  const [world, message] = sought.outcome === 'caught' ? [sought.world, inShort(sought.message)] : ['', sought.outcome];
  return `| ${name} | ${message} | ${world} | ${withinWorlds} |`;
};

/** Without the details of one world. */
function inShort(message: string): string {
  const [text = ''] = message.replaceAll('|', '/').split(/[{[]/);
  return text.trim();
}

const problems = outdated(bugs);
if (bugs.length === 0) problems.push(`No planted bug has "${values.only}" in its name. Give --only a part of one.`);
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exit(1);
}

const startedAt = performance.now();
const clean = await pMap(cleanRanges(), (range) => search(undefined, range), { concurrency: PROCESSES_AT_ONCE });
const unclean = clean.filter((sought) => sought.outcome !== 'not caught');
for (const { world, message } of unclean) write(`Without any bug, world ${world} fails: ${message}`);

const results = await pMap(
  bugs,
  async (bug) => ({ bug, sought: await search(bug, { firstSeed, worlds: worldsOf(bug), profile: bug.profile }) }),
  { concurrency: PROCESSES_AT_ONCE },
);
write('| the sync ... | caught by | in world | within |\n|---|---|---|---|');
for (const { bug, sought } of results) write(rowOf(bug, sought));

const missed = results.filter(({ sought }) => sought.outcome !== 'caught');
for (const { bug, sought } of missed) {
  const why = 'message' in sought ? sought.message : `in ${worldsOf(bug)} worlds`;
  write(`NOT CAUGHT: the sync ${bug.name}: ${sought.outcome}, ${why}`);
}
const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
write(`${results.length - missed.length} of ${results.length} planted bugs caught, in ${seconds} s`);
process.exitCode = missed.length + unclean.length > 0 ? 1 : 0;
