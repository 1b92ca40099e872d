import { Environment } from '../../lambda/core/contract.ts';
import type { Ended } from '../../local/run-bundle.ts';
import type { SynthesizedStack } from '../../local/synthesized-stack.ts';
import { BenchWorld } from '../world/bench-world.ts';
import { EngagementList } from '../world/engagement-list.ts';
import { InvitationList } from '../world/invitation-list.ts';
import type { Kind, ListFigures, RunFigures } from './measured.ts';

const SCOPE: Readonly<Record<Kind, string>> = {
  invitations: 'invitations/AWS/RECEIVER',
  'contact-engagements': 'contact-engagements/us-east-1',
};
/** So few that they are on the first page. Half of them are new, and half are answers. */
const CHANGES = 40;

/** Runs of the function as it is deployed, each in a process of its own: the first sync, and then what is measured. */
export async function measureList(
  stack: SynthesizedStack,
  kind: Kind,
  history: number,
  dynamoDbEndpoint: string,
): Promise<ListFigures> {
  const world = await BenchWorld.start(dynamoDbEndpoint);
  try {
    const { partnerCentral, incidentManager } = world.services;
    const invitations = kind === 'invitations' ? new InvitationList(partnerCentral, history) : undefined;
    if (!invitations) new EngagementList(incidentManager, history, 'first', Date.now()).goTo(Date.now());
    const run = await runner(stack, kind, world);
    await run('sync');
    world.isAfar = true;
    const idle = await run('sync');
    const reconciliation = await run('reconcile');
    const figures = {
      history,
      idle: idle.figures,
      reconciliation: reconciliation.figures,
      metrics: metricsIn(idle.output),
    };
    if (!invitations) return figures;
    invitations.change(CHANGES);
    const changed = await run('sync');
    const writeUnits = changed.figures.writeUnits - idle.figures.writeUnits;
    return { ...figures, writeUnitsAChange: writeUnits / CHANGES };
  } finally {
    await world.stop();
  }
}

async function runner(stack: SynthesizedStack, kind: Kind, world: BenchWorld) {
  const environment = {
    ...world.environment(await world.newTable(), true),
    // The limit would only make it wait.
    [Environment.callsPerSecond]: '1000',
  };
  return async (mode: 'sync' | 'reconcile') => {
    let ended: Ended | undefined;
    const startedMs = performance.now();
    const requests = await world.requestsOf(async () => {
      ended = await stack.run(world.services, SCOPE[kind], { mode, environment });
    });
    const wallMs = Math.round(performance.now() - startedMs);
    if (ended?.exitCode !== 0) throw new Error(`The ${mode} of ${kind} failed: ${ended?.output}`);
    const { output, cpuMs } = ended;
    const figures: RunFigures = {
      ...requests,
      wallMs,
      cpuMs: Math.round(cpuMs),
      logBytes: Buffer.byteLength(output),
    };
    return { figures, output };
  };
}

function metricsIn(output: string): string[] {
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  const emitted = lines.map((line) => JSON.parse(line)).filter((line) => line._aws);
  return emitted.flatMap(({ _aws }) => _aws.CloudWatchMetrics[0].Metrics.map(({ Name }: { Name: string }) => Name));
}
