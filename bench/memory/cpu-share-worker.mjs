// Keeps a process, all its threads together, to a share of one processor, by stopping and continuing it.
// What it used too much, because this thread came late, is taken from what it gets next.
import { readdirSync, readFileSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

/** A process that waited has no more than a period's share in hand when it goes on, as in Linux's own bandwidth control. */
const PERIOD_MS = 20;
const TICK_MS = 0.5;

const { control } = workerData;
const [PID, SHARE_PER_MILLE] = [0, 1];
let [pid, usedMs, creditMs, atMs] = [0, 0, 0, 0];
let isStopped = false;

function cpuMsOf(process) {
  return readdirSync(`/proc/${process}/task`)
    .map((thread) => Number(readFileSync(`/proc/${process}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6)
    .reduce((sum, ms) => sum + ms, 0);
}

function tick() {
  const next = Atomics.load(control, PID);
  if (next !== pid) {
    [pid, usedMs, creditMs, atMs] = [next, 0, 0, performance.now()];
    isStopped = false;
  }
  if (pid === 0) return;
  const share = Atomics.load(control, SHARE_PER_MILLE) / 1000;
  const nowMs = performance.now();
  const nowUsedMs = cpuMsOf(pid);
  creditMs = Math.min(creditMs + share * (nowMs - atMs), share * PERIOD_MS) - (nowUsedMs - usedMs);
  [atMs, usedMs] = [nowMs, nowUsedMs];
  const mustStop = creditMs < 0;
  if (mustStop === isStopped) return;
  process.kill(pid, mustStop ? 'SIGSTOP' : 'SIGCONT');
  isStopped = mustStop;
}

for (;;) {
  try {
    tick();
  } catch (error) {
    // It has ended; a thread of it may have, too, which is of no consequence.
    if (!['ENOENT', 'ESRCH'].includes(error.code)) throw error;
  }
  Atomics.wait(control, 2, 0, TICK_MS);
}
