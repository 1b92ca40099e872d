import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import Table from 'cli-table3';
import { Command, InvalidArgumentError } from 'commander';
import { DynamoDbLocal, missingJava } from '../local/aws/dynamodb-local.ts';
import {
  type EngagementFigures,
  FIGURES_FILE,
  type Figures,
  type HistoryFigures,
  type LimitedFigures,
  PHASES,
  type Phase,
} from './figures.ts';
import { bundledContestants } from './functions/contestants.ts';
import { measureEngagements } from './measure/measure-engagements.ts';
import { measureHistory } from './measure/measure-history.ts';
import { measureLimited } from './measure/measure-limited.ts';
import { warmUp } from './measure/warm-up.ts';
import { writeDocument } from './report/document.ts';
import {
  engagementsTable,
  limitedTable,
  phaseTable,
  type Table as Rows,
  ratiosTable,
  targetsTable,
} from './report/tables.ts';
import { isMissedBy, TARGET_CHANGES, TARGET_HISTORY, verdictsOn } from './targets.ts';

const HISTORIES = [100, 1000, 10_000, TARGET_HISTORY, 100_000];
const CHANGED_SHARE = 0.01;
/** An hour apart: four days, and four months. */
const ENGAGEMENTS = [100, 3000];

const TITLES: Readonly<Record<Phase, string>> = {
  first: 'First sync, of an empty table, in a new process',
  idle: 'Idle sync, in a process that has synced before',
  afar: 'Idle sync, with the latency of a network',
  changed: 'Sync that finds changes, in a process that has synced before',
  cold: 'Idle sync, the first one of a process',
};

const command = new Command('npm run bench --')
  .description('Measures our functions beside what people would write instead, and judges the targets.')
  .option('--histories <counts>', 'settled invitations in the list, with commas', histories, HISTORIES)
  .option('--slack <factor>', 'by which ratios of times may miss, on a machine that is busy', Number, 1)
  .option('--write', 'store the figures, and write them to docs/performance.md', false)
  .parse();
const options = command.opts<{ histories: number[]; slack: number; write: boolean }>();

// The SDK announces its end of support for Node 20, in the middle of the figures.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const missing = missingJava();
if (missing) command.error(`The bench runs on DynamoDB Local, which needs ${missing}. Install it, and try again.`);

const figures = await measured();
if (options.write) {
  writeFileSync(FIGURES_FILE, `${JSON.stringify(figures, null, 1)}\n`);
  writeDocument(figures);
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
    progress(`${history} settled invitations`);
    const changes = history === TARGET_HISTORY ? TARGET_CHANGES : Math.max(1, Math.round(history * CHANGED_SHARE));
    measuredHistories.push(await measureHistory(contestants.invitations, history, changes, endpoint));
    if (history === TARGET_HISTORY) limited.push(await measureLimited(contestants.invitations.ours, history, endpoint));
  }
  const engagements: EngagementFigures[] = [];
  for (const openForEver of ['first', 'all'] as const) {
    for (const count of ENGAGEMENTS) {
      progress(`${count} contact engagements, ${openForEver} open for ever`);
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
  const verdicts = verdictsOn(all);
  print('Idle, ratios of the times', ratiosTable(all));
  for (const phase of PHASES) print(TITLES[phase], phaseTable(all, phase));
  print('Idle sync of contact engagements', engagementsTable(all));
  if (all.limited.length > 0) print('First sync, with the default limit of calls', limitedTable(all));
  print('Targets', targetsTable(verdicts));
  process.exitCode = verdicts.some(isMissedBy(options.slack)) ? 1 : 0;
}

function histories(text: string): number[] {
  const counts = text.split(',').map(Number);
  if (counts.every((each) => Number.isInteger(each) && each > 0)) return counts;
  throw new InvalidArgumentError('They are whole numbers above 0, such as 100,1000.');
}

function print(title: string, { head, rows }: Rows): void {
  const table = new Table({ head: [...head], style: { head: [], border: [] } });
  table.push(...rows.map((row) => [...row]));
  process.stdout.write(`\n${title}\n${table}\n`);
}

/** Not among the figures. */
function progress(what: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${what}\n`);
}
