import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CpuShare } from './cpu-share.ts';

const BUSY_MS = 2000;

/** The share that a process gets which does nothing but compute. */
export async function measuredShare(cpuShare: CpuShare, share: number): Promise<number> {
  const child = fork(fileURLToPath(new URL('busy-loop.mjs', import.meta.url)), [String(BUSY_MS)], { execArgv: [] });
  cpuShare.limit(child.pid ?? 0, share);
  const [used] = await once(child, 'message');
  await once(child, 'close');
  return used;
}
