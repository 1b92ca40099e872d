// Stands in for Lambda. The process loads the bundle once (the init), and calls it whenever the
// parent asks.
// node function-runtime.mjs <bundle>
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const LONGEST_RUN_MS = 900_000;

const startedMs = performance.now();
const { handler } = await import(pathToFileURL(process.argv[2]).href);
process.send({ initMs: performance.now() - startedMs });

process.on('message', async (event) => {
  const cpuBefore = process.cpuUsage();
  const calledMs = performance.now();
  const endsAtMs = Date.now() + LONGEST_RUN_MS;
  let failure;
  try {
    await handler(event, { getRemainingTimeInMillis: () => endsAtMs - Date.now() });
  } catch (error) {
    failure = `${error.name}: ${error.message}`;
  }
  const wallMs = performance.now() - calledMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  process.send({ wallMs, cpuMs: (user + system) / 1000, peakMemoryBytes: peakMemoryKb() * 1024, failure });
});
process.on('disconnect', () => process.exit());

/** On Linux, `maxRSS` begins with the parent's value at the time it forked this process. */
function peakMemoryKb() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
}
