import Table from 'cli-table3';
import { SynthesizedStack } from '../../local/synthesized-stack.ts';
import { median } from '../statistics.ts';
import { measuredShare } from './busy-loop.ts';
import { CpuShare } from './cpu-share.ts';
import { type Call, type LimitedRun, limitedRun } from './limited-run.ts';
import { cpuShareOf, MEMORY_MB } from './shares.ts';
import { startSlowWorld } from './slow-world.ts';

const SCOPE = 'invitations/AWS/RECEIVER';
const FIRST_SYNCS = 3;
const IDLE_SYNCS = 7;

// The SDK announces its end of support for Node 20, in the middle of the figures.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

if (process.platform !== 'linux') {
  process.stderr.write(`bench:memory reads /proc and needs Linux, not ${process.platform}. Run it in a container.\n`);
  process.exit(1);
}

const lambda = SynthesizedStack.create().functionOf(SCOPE);
const cpuShare = new CpuShare();
const eachMemory = () => new Map<number, LimitedRun[]>(MEMORY_MB.map((memoryMb) => [memoryMb, []]));
const [firstRuns, idleRuns] = [eachMemory(), eachMemory()];

const shares = new Map<number, number>();
for (const memoryMb of MEMORY_MB) shares.set(memoryMb, await measuredShare(cpuShare, cpuShareOf(memoryMb)));

// In turn, so that what else the machine does falls upon all.
for (let round = 0; round < FIRST_SYNCS; round++) {
  for (const [memoryMb, runs] of firstRuns) {
    const world = await startSlowWorld();
    runs.push(await limitedRun(lambda, world, SCOPE, memoryMb, cpuShare));
    await world.stop();
  }
}
const world = await startSlowWorld();
await limitedRun(lambda, world, SCOPE, Math.max(...MEMORY_MB), cpuShare);
for (let round = 0; round < IDLE_SYNCS; round++) {
  for (const [memoryMb, runs] of idleRuns) runs.push(await limitedRun(lambda, world, SCOPE, memoryMb, cpuShare));
}
await world.stop();
await cpuShare.stop();

const table = new Table({
  head: ['run', 'memory, MB', 'share of a vCPU', 'share measured', 'ms', 'CPU ms', 'GB-seconds', 'peak memory, MB', ''],
  style: { head: [], border: [], compact: true },
});

function tabulate(name: string, runs: typeof firstRuns, callOf: (run: LimitedRun) => Call): void {
  for (const [memoryMb, each] of runs) {
    const ms = median(each.map((run) => callOf(run).ms));
    const peakMb = Math.max(...each.map((run) => run.peakMb));
    table.push([
      name,
      memoryMb,
      cpuShareOf(memoryMb).toFixed(3),
      shares.get(memoryMb)?.toFixed(3) ?? '',
      ms.toFixed(0),
      median(each.map((run) => callOf(run).cpuMs)).toFixed(0),
      ((ms / 1000) * (memoryMb / 1024)).toFixed(3),
      peakMb.toFixed(0),
      peakMb < memoryMb ? 'fits' : 'DOES NOT FIT',
    ]);
  }
}
tabulate('idle, cold', idleRuns, ({ cold }) => cold);
tabulate('idle, warm', idleRuns, ({ warm }) => warm);
tabulate('first sync', firstRuns, ({ cold }) => cold);
process.stdout.write(`Node ${process.version}, medians of ${IDLE_SYNCS} idle runs and ${FIRST_SYNCS} first syncs\n`);
process.stdout.write(`${table}\n`);
