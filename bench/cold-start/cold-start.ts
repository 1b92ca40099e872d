import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { Command } from 'commander';
import { SynthesizedStack } from '../../local/synthesized-stack.ts';
import { median } from '../statistics.ts';
import { type Contest, contests } from './contests.ts';

/** Of a function's start to that of a bundle with nothing but its clients. */
const MAX_RATIO = 1.2;

const PROBE = fileURLToPath(new URL('probe.mjs', import.meta.url));

interface Moment {
  readonly ms: number;
  /** On all threads. Other work on the machine does not add to it, and it is what Lambda allots by memory. */
  readonly cpuMs: number;
}

interface Start {
  /** The bundle is imported, as Lambda's init does. */
  readonly imported: Moment;
  readonly firstRequest: Moment;
}

const FIGURES: { name: string; of: (start: Start) => number; isLimited: boolean }[] = [
  { name: 'CPU time to import, ms', of: ({ imported }) => imported.cpuMs, isLimited: true },
  { name: 'CPU time to the first request, ms', of: ({ firstRequest }) => firstRequest.cpuMs, isLimited: true },
  { name: 'time to import, ms', of: ({ imported }) => imported.ms, isLimited: false },
  { name: 'time to the first request, ms', of: ({ firstRequest }) => firstRequest.ms, isLimited: false },
];

const { node, starts } = new Command('bench:cold-start')
  .description('Starts each function, and a bundle with nothing but its clients, in turn, each in a new process.')
  .option('--starts <number>', 'how often', Number, 25)
  .option('--node <path>', 'another Node than this one', process.execPath)
  .parse()
  .opts<{ node: string; starts: number }>();

function start(bundle: string, { scope, environment }: Contest): Start {
  const event = JSON.stringify({ scope, mode: 'sync' });
  const output = execFileSync(node, [PROBE, bundle, event], {
    env: {
      ...environment,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      // Never called, and https, as in Lambda: for http the clients load another part of Node.
      AWS_ENDPOINT_URL: 'https://127.0.0.1:1',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  });
  return JSON.parse(output.toString());
}

/** In turn, so that what else the machine does falls upon both. */
function race(contest: Contest): { ours: Start; bare: Start }[] {
  const round = () => ({ ours: start(contest.bundle, contest), bare: start(contest.bareBundle, contest) });
  round(); // The first finds cold file caches.
  return Array.from({ length: starts }, round);
}

const kilobytes = (path: string) => (statSync(path).size / 1000).toFixed(0);

const table = new Table({
  head: ['function', 'figure', 'function', 'bare clients', 'ratio', ''],
  style: { head: [], border: [], compact: true },
});
let isMet = true;
for (const contest of contests(SynthesizedStack.create())) {
  const { name, bundle, bareBundle } = contest;
  table.push([name, 'bundle, KB', kilobytes(bundle), kilobytes(bareBundle), '', '']);
  const rounds = race(contest);
  for (const { name: figure, of, isLimited } of FIGURES) {
    const ratio = median(rounds.map(({ ours, bare }) => of(ours) / of(bare)));
    const isWithin = ratio <= MAX_RATIO;
    if (isLimited) isMet &&= isWithin;
    table.push([
      name,
      figure,
      median(rounds.map(({ ours }) => of(ours))).toFixed(1),
      median(rounds.map(({ bare }) => of(bare))).toFixed(1),
      ratio.toFixed(2),
      isLimited ? (isWithin ? 'ok' : 'TOO MUCH') : '',
    ]);
  }
}
const version = execFileSync(node, ['--version']).toString().trim();
process.stdout.write(`Node ${version}, medians of ${starts} starts each, ratios at most ${MAX_RATIO}\n${table}\n`);
process.exitCode = isMet ? 0 : 1;
