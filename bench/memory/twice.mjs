// A handler that calls that of another bundle twice, and tells how long each call took: the first with the start of the
// process, the second in an environment that is warm.
import { pathToFileURL } from 'node:url';

export async function handler(event, context) {
  const { handler: measured } = await import(pathToFileURL(process.env.MEASURED_BUNDLE).href);
  await measured(event, context);
  const coldMs = performance.now();
  const cold = process.cpuUsage();
  await measured(event, context);
  const warm = process.cpuUsage(cold);
  const used = ({ user, system }) => (user + system) / 1000;
  const calls = {
    cold: { ms: coldMs, cpuMs: used(cold) },
    warm: { ms: performance.now() - coldMs, cpuMs: used(warm) },
  };
  process.stdout.write(`\n${JSON.stringify({ calls })}\n`);
}
