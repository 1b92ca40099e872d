import { Environment, type SyncMode } from '../../lambda/core/contract.ts';
import type { World } from '../../local/aws/world.ts';
import type { SynthesizedStack } from '../../local/synthesized-stack.ts';
import { inviteHistory } from '../history.ts';
import { type Counted, countedPipeline } from './counted-pipeline.ts';
import type { HistoryFigures, Kind, Measured, RunFigures } from './measured.ts';
import { SCOPE, worldOf } from './worlds.ts';

/** So few that they are on the first page. */
const CHANGES = 40;
const NO_WARNING = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

export interface Measurement {
  readonly figures: HistoryFigures;
  /** Names of the metrics that the idle run sent. */
  readonly metrics: readonly string[];
}

/** The first sync, an idle one and a reconciliation, all of the same list. */
export async function measure(
  stack: SynthesizedStack,
  kind: Kind,
  history: number,
  open: number,
): Promise<Measurement> {
  const world = await worldOf(kind, history, open);
  try {
    const sync = countedPipeline(world);
    const first = await sync(SCOPE[kind]);
    const run = async (mode: SyncMode) => {
      const { found, ...counted } = await sync(SCOPE[kind], mode);
      if (found > 0) throw new Error(`The ${mode} of ${kind} was not idle, but found ${found} changes`);
      const { metrics, ...ofFunction } = await runFunction(stack, world, kind, mode);
      return { figures: { ...counted, ...ofFunction } satisfies RunFigures, metrics };
    };
    const idle = await run('sync');
    const { figures: reconciliation } = await run('reconcile');
    const firstWriteUnits = first.writeUnits;
    return { figures: { history, open, firstWriteUnits, idle: idle.figures, reconciliation }, metrics: idle.metrics };
  } finally {
    await world.stop();
  }
}

/** The function as it is deployed, for what it writes to its log and what it computes. */
async function runFunction(stack: SynthesizedStack, world: World, kind: Kind, mode: SyncMode) {
  const environment = { ...NO_WARNING, [Environment.callsPerSecond]: '1000' };
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
export async function measureChange(): Promise<Measured['change']> {
  const world = await worldOf('invitations', 1000, 0);
  try {
    const sync = countedPipeline(world);
    await sync(SCOPE.invitations);
    const idle = await sync(SCOPE.invitations);
    inviteHistory(world, { pending: CHANGES, settled: 0, prefix: 'new' });
    const seen = world.eventBus.events.length;
    const busy = await sync(SCOPE.invitations);
    if (busy.found !== CHANGES) throw new Error(`${CHANGES} changes were made, ${busy.found} were found`);
    const bytes = world.eventBus.events.slice(seen, seen + CHANGES).map((event) => JSON.stringify(event).length);
    const each = (unit: keyof Counted) => (busy[unit] - idle[unit]) / CHANGES;
    return { readUnits: each('readUnits'), writeUnits: each('writeUnits'), eventBytes: Math.max(...bytes) };
  } finally {
    await world.stop();
  }
}
