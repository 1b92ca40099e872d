import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { DynamoDbLocal, missingJava } from '../local/aws/dynamodb-local.ts';
import { columns } from '../local/start/columns.ts';
import {
  type EngagementFigures,
  FIGURES_FILE,
  type Figures,
  type HistoryFigures,
  type LimitedFigures,
} from './figures.ts';
import { bundledContestants } from './functions/contestants.ts';
import { measureEngagements } from './measure/measure-engagements.ts';
import { measureHistory } from './measure/measure-history.ts';
import { measureLimited } from './measure/measure-limited.ts';
import { warmUp } from './measure/warm-up.ts';
import { tablesOf, writeReport } from './report/document.ts';
import { isMissedBy, TARGET_CHANGES, TARGET_HISTORY, verdictsOn } from './targets.ts';

const HISTORIES = [100, 1000, 10_000, TARGET_HISTORY, 100_000];
const CHANGED_SHARE = 0.01;
/** An hour apart: four days and four months. */
const ENGAGEMENTS = [100, 3000];

const command = new Command('npm run bench --')
  .description('Measures our functions against what people would write instead, and checks the targets.')
  .option('--histories <counts>', 'settled invitations in the list, with commas', histories, HISTORIES)
  .option('--slack <factor>', 'factor by which ratios of times may miss, on a busy machine', Number, 1)
  .option('--write', 'store the figures, and write them to docs/performance.md', false)
  .parse();
const options = command.opts<{ histories: number[]; slack: number; write: boolean }>();

// The SDK would announce its end of support for Node 20 in the middle of the figures.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const missing = missingJava();
if (missing) command.error(`The bench runs on DynamoDB Local, which needs ${missing}. Install Java and try again.`);

const figures = await measured();
if (options.write) {
  writeFileSync(FIGURES_FILE, `${JSON.stringify(figures, null, 1)}\n`);
  writeReport(figures);
}
report(figures);

async function measured(): Promise<Figures> {
  const contestants = await bundledContestants();
  const dynamoDb = new DynamoDbLocal();
  const endpoint = await dynamoDb.start();
  await warmUp(contestants, endpoint);
  const measuredHistories: HistoryFigures[] = [];
  const limited: LimitedFigures[] = [];
  for (const history of options.histories) {
    process.stderr.write(`${history} settled invitations\n`);
    const changes = history === TARGET_HISTORY ? TARGET_CHANGES : Math.max(1, Math.round(history * CHANGED_SHARE));
    measuredHistories.push(await measureHistory(contestants.invitations, history, changes, endpoint));
    if (history === TARGET_HISTORY) limited.push(await measureLimited(contestants.invitations.ours, history, endpoint));
  }
  const engagements: EngagementFigures[] = [];
  for (const openForEver of ['first', 'all'] as const) {
    for (const count of ENGAGEMENTS) {
      process.stderr.write(`${count} contact engagements, ${openForEver} open for ever\n`);
      engagements.push(await measureEngagements(contestants.engagements, count, openForEver, endpoint));
    }
  }
  await dynamoDb.stop();
  const [cpu] = cpus();
  return {
    command: ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' '),
    measuredOn: new Date().toISOString().slice(0, 10),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    machine: `Node ${process.version}, ${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB`,
    histories: measuredHistories,
    engagements,
    limited,
  };
}

function report(all: Figures): void {
  for (const [name, { head, rows }] of Object.entries(tablesOf(all))) {
    process.stdout.write(`\n${name}\n\n${columns([head, ...rows])}\n`);
  }
  process.exitCode = verdictsOn(all).some(isMissedBy(options.slack)) ? 1 : 0;
}

function histories(text: string): number[] {
  const counts = text.split(',').map(Number);
  if (counts.every((each) => Number.isInteger(each) && each > 0)) return counts;
  throw new InvalidArgumentError('They must be whole numbers above 0. Example: 100,1000');
}
