// Stands in for Lambda: calls the handler of a bundle once, with an event and a time limit, and reports the peak memory and
// the processor time to its parent.
// node lambda-runtime.mjs <bundle> <event as JSON> <timeout in ms>
import { pathToFileURL } from 'node:url';

const [bundle, event, timeoutMs] = process.argv.slice(2);
const endsAtMs = Date.now() + Number(timeoutMs);
const { handler } = await import(pathToFileURL(bundle).href);
try {
  await handler(JSON.parse(event), { getRemainingTimeInMillis: () => endsAtMs - Date.now() });
} catch (error) {
  process.stderr.write(`${error.name}: ${error.message}\n`);
  process.exitCode = 1;
}
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
process.send({ peakMemoryBytes: maxRSS * 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000 }, () => process.exit());
