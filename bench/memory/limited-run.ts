import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { World } from '../../local/aws/world.ts';
import { runBundle } from '../../local/run-bundle.ts';
import type { ScheduledFunction } from '../../local/synthesized-stack.ts';
import type { CpuShare } from './cpu-share.ts';
import { cpuShareOf } from './shares.ts';

const TWICE = fileURLToPath(new URL('twice.mjs', import.meta.url));
const TIMEOUT_MS = 600_000;

export interface Call {
  readonly ms: number;
  readonly cpuMs: number;
}

export interface LimitedRun {
  /** With the start of the process. */
  readonly cold: Call;
  readonly warm: Call;
  readonly peakMb: number;
}

/** Two syncs in a new process, which has the share of a processor and the heap that go with the memory. */
export async function limitedRun(
  { bundle, environment }: ScheduledFunction,
  world: World,
  scope: string,
  memoryMb: number,
  cpuShare: CpuShare,
): Promise<LimitedRun> {
  const { exitCode, output, peakMemoryBytes } = await runBundle(TWICE, {
    event: { scope, mode: 'sync' },
    timeoutMs: TIMEOUT_MS,
    environment: {
      ...environment,
      ...world.environment,
      MEASURED_BUNDLE: bundle,
      // As the function has it at 256 MB: half of the memory.
      NODE_OPTIONS: `--enable-source-maps --max-old-space-size=${memoryMb / 2}`,
    },
    onStart: ({ pid = 0 }: ChildProcess) => cpuShare.limit(pid, cpuShareOf(memoryMb)),
  });
  const calls = output.split('\n').find((line) => line.startsWith('{"calls"'));
  if (exitCode !== 0 || calls === undefined) throw new Error(`With ${memoryMb} MB: ${output}`);
  return { ...JSON.parse(calls).calls, peakMb: peakMemoryBytes / 2 ** 20 };
}
