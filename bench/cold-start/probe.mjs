// Times the start of a bundled function, up to its first request, which it does not send.
// node probe.mjs <bundle> <event as JSON>
import { subscribe } from 'node:diagnostics_channel';
import { pathToFileURL } from 'node:url';

const [bundle, event] = process.argv.slice(2);
const startedMs = performance.now();
const usedBefore = process.cpuUsage();
let imported;

function sinceStart() {
  const { user, system } = process.cpuUsage(usedBefore);
  return { ms: performance.now() - startedMs, cpuMs: (user + system) / 1000 };
}

subscribe('http.client.request.start', () => {
  process.stdout.write(JSON.stringify({ imported, firstRequest: sinceStart() }));
  process.exit();
});
const { handler } = await import(pathToFileURL(bundle).href);
imported = sinceStart();
await handler(JSON.parse(event), { getRemainingTimeInMillis: () => 60_000 });
