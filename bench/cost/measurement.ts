import { Environment } from '../../lambda/core/contract.ts';
import type { World } from '../../local/aws/world.ts';
import type { SynthesizedStack } from '../../local/synthesized-stack.ts';
import { VirtualClock } from '../../local/virtual-clock.ts';
import { inviteHistory } from '../history.ts';
import { countedPipeline } from './counted-pipeline.ts';
import type { HistoryFigures, Kind, Measured, RunFigures } from './measured.ts';
import { storedBytesOfAnItem } from './stored-bytes.ts';
import type { Mode } from './template.ts';
import { SCOPE, worldOf } from './worlds.ts';

/** So few that they are on the first page. Half of them are new, and half are answers. */
const CHANGES = 40;
/** Everything is listed again after a day, and up to an hour more. */
const UNTIL_RECONCILIATION_MS = 26 * 3_600_000;
const NO_WARNING = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

export interface Measurement {
  readonly figures: HistoryFigures;
  /** Names of the metrics that the idle run sent. */
  readonly metrics: readonly string[];
  readonly snapshotBytes: number;
}

/** The first sync, an idle one and a reconciliation, all of the same list. */
export async function measure(
  stack: SynthesizedStack,
  kind: Kind,
  history: number,
  open: number,
  dynamoDbEndpoint?: string,
): Promise<Measurement> {
  const world = await worldOf(kind, history, open, dynamoDbEndpoint);
  try {
    const clock = new VirtualClock(Date.now());
    const sync = countedPipeline(world, clock);
    const { writeUnits: firstWriteUnits } = await sync(SCOPE[kind]);
    const snapshotBytes = await storedBytesOfAnItem();
    const runAfter = async (ms: number, mode: Mode) => {
      clock.advance(ms);
      const { found, isReconciliation, ...counted } = await sync(SCOPE[kind]);
      if (found > 0) throw new Error(`The ${mode} of ${kind} was not idle, but found ${found} changes`);
      if (isReconciliation !== (mode === 'reconcile')) throw new Error(`The ${mode} of ${kind} was of another kind`);
      const { metrics, ...ofFunction } = await runFunction(stack, world, kind, mode);
      return { figures: { ...counted, ...ofFunction } satisfies RunFigures, metrics };
    };
    const { figures: idle, metrics } = await runAfter(1, 'sync');
    const { figures: reconciliation } = await runAfter(UNTIL_RECONCILIATION_MS, 'reconcile');
    return { figures: { history, open, firstWriteUnits, idle, reconciliation }, metrics, snapshotBytes };
  } finally {
    await world.stop();
  }
}

/** The function as it is deployed, for what it writes to its log and what it computes. */
async function runFunction(stack: SynthesizedStack, world: World, kind: Kind, mode: Mode) {
  const { AWS_ENDPOINT_URL_DYNAMODB = '' } = process.env;
  const environment = { ...NO_WARNING, AWS_ENDPOINT_URL_DYNAMODB, [Environment.callsPerSecond]: '1000' };
  const { exitCode, output, cpuMs } = await stack.run(world, SCOPE[kind], { mode, environment });
  if (exitCode !== 0) throw new Error(output);
  return { cpuMs: Math.round(cpuMs), logBytes: Buffer.byteLength(output), metrics: metricsIn(output) };
}

function metricsIn(output: string): string[] {
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  const emitted = lines.map((line) => JSON.parse(line)).filter((line) => line._aws);
  return emitted.flatMap(({ _aws }) => _aws.CloudWatchMetrics[0].Metrics.map(({ Name }: { Name: string }) => Name));
}

/** The difference that changes make to an idle run. */
export async function measureChange(dynamoDbEndpoint?: string): Promise<Measured['change']> {
  const world = await worldOf('invitations', 1000, CHANGES / 2, dynamoDbEndpoint);
  try {
    const sync = countedPipeline(world);
    await sync(SCOPE.invitations);
    const idle = await sync(SCOPE.invitations);
    for (let number = 0; number < CHANGES / 2; number++) {
      world.partnerCentral.change(`engi-${String(number).padStart(13, '0')}`, { Status: 'ACCEPTED' });
    }
    inviteHistory(world, { pending: CHANGES / 2, settled: 0, prefix: 'new' });
    const seen = world.eventBus.events.length;
    const busy = await sync(SCOPE.invitations);
    if (busy.found !== CHANGES) throw new Error(`${CHANGES} changes were made, ${busy.found} were found`);
    const bytes = world.eventBus.events.slice(seen, seen + CHANGES).map((event) => JSON.stringify(event).length);
    const each = (unit: 'readUnits' | 'writeUnits') => (busy[unit] - idle[unit]) / CHANGES;
    return { readUnits: each('readUnits'), writeUnits: each('writeUnits'), eventBytes: Math.max(...bytes) };
  } finally {
    await world.stop();
  }
}
