import { Command, Option } from 'commander';
import { PARTICIPANT_ROLES, type ParticipantRole } from '../lambda/apis/invitations.ts';
import { catalogs, participant, regions, speed, watch } from '../local/start/arguments.ts';
import { jsonPrinter, linePrinter, mailPrinter } from '../local/start/printer.ts';
import { CannotStartError } from '../local/start/start-error.ts';
import { stopSignal } from '../local/start/stop-signal.ts';
import { processTerminal } from '../local/start/terminal.ts';

// The SDK announces its end of support for Node 20 when its first client is made. That concerns us, not the readers of
// events.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

interface Options {
  readonly json?: true;
  readonly mails?: true;
  readonly speed?: number;
  readonly live?: true;
  readonly catalog?: readonly string[];
  readonly participant?: readonly ParticipantRole[];
  readonly region?: readonly string[];
  readonly contacts: boolean;
  readonly watch?: number;
  readonly bus?: string;
}
const LIVE_OPTIONS = ['catalog', 'participant', 'region', 'contacts', 'watch', 'bus'] as const;

const program = new Command('npm start --')
  .usage('[options]')
  .description(
    'Tells the story of fifteen days of invitations and pages, in virtual time, against stand-ins of the AWS services.\n' +
      'With --live, polls the real APIs with the credentials of this machine.',
  )
  .option('--json', 'one JSON object a line: the events as the target of a rule gets them')
  .addOption(
    new Option('--mails', 'the mails that the alerts would send, instead of the events').conflicts(['live', 'json']),
  )
  .addOption(
    new Option('--speed <duration>', 'virtual time in a second, such as 6h').argParser(speed).conflicts('live'),
  )
  .option('--live', 'poll the real APIs; snapshots are kept in .engagement-sync/')
  .optionsGroup('With --live:')
  .option('--catalog <names>', 'AWS, Sandbox or both (default: AWS)', catalogs)
  .option('--participant <role>', 'receiver, sender or both (default: both)', participant)
  .addOption(
    new Option('--region <names>', "regions of the contact engagements (default: the machine's)").argParser(regions),
  )
  .addOption(new Option('--no-contacts', 'no contact engagements').conflicts('region'))
  .option('--watch <interval>', 'poll again and again, such as every 5m, until Ctrl-C', watch)
  .option('--bus <name>', 'publish the events to this event bus too')
  .addHelpText(
    'after',
    '\nExamples:\n  npm start -- --speed 12h\n  npm start -- --mails\n  npm --silent start -- --json | head -3\n' +
      '  AWS_PROFILE=my-profile npm start -- --live --participant receiver --watch 5m',
  )
  .parse();

const options = program.opts<Options>();
const astray = LIVE_OPTIONS.some((name) => program.getOptionValueSource(name) === 'cli');
if (!options.live && astray) {
  const given = process.argv.slice(2).join(' ');
  program.error(`error: '${given}' has options that need --live: npm start -- --live ${given}`);
}

const terminal = processTerminal();
const printerOf = options.json ? jsonPrinter : options.mails ? mailPrinter : linePrinter;
const printer = printerOf(terminal);
const signal = stopSignal();

async function run(): Promise<boolean> {
  // Imported when needed: the SDK clients take a while to load, and --help should not wait for them.
  if (!options.live) {
    const { demo } = await import('../local/start/demo.ts');
    await demo({ printer, speedMs: options.speed, signal });
    return true;
  }
  const { live } = await import('../local/start/live.ts');
  return live({
    printer,
    catalogs: options.catalog ?? ['AWS'],
    roles: options.participant ?? PARTICIPANT_ROLES,
    contactRegions: options.contacts ? options.region : [],
    watchMs: options.watch,
    eventBusName: options.bus,
    signal,
  });
}

try {
  const complete = await run();
  process.exitCode ??= complete ? 0 : 1;
} catch (error) {
  if (!(error instanceof CannotStartError)) throw error;
  printer.problem(error.message);
  process.exitCode = 1;
}
