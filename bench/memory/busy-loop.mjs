// Computes for a time, and tells its parent which share of one processor it got.
// node busy-loop.mjs <ms>
const durationMs = Number(process.argv[2]);
const startedMs = performance.now();
const before = process.cpuUsage();
while (performance.now() - startedMs < durationMs);
const { user, system } = process.cpuUsage(before);
process.send((user + system) / 1000 / (performance.now() - startedMs), () => process.exit());
