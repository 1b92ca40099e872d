import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { playDays, syncCallsWith } from './day.ts';
import type { Day, Measured } from './measured.ts';

/** What a sync takes does not depend on the rate, so that one history is played at each of them, the others at the slowest. */
const ALL_RATES = ['PT15M', 'PT5M', 'PT1M'];
const HISTORIES: readonly (readonly [number, readonly string[]])[] = [
  [100, ALL_RATES],
  [1000, ['PT15M']],
  [10_000, ['PT15M']],
  [100_000, ['PT15M']],
];
const OPEN = 150;
const OPENS = [0, 50, 150, 500, 1000];

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const days: Day[] = [];
for (const [history, rates] of HISTORIES) {
  const played = await playDays(history, OPEN, rates);
  process.stdout.write(`${JSON.stringify(played)}\n`);
  days.push(...played);
}
const syncs: Measured['syncs'][number][] = [];
for (const open of OPENS) syncs.push({ open, calls: await syncCallsWith(open) });

const result: Measured = {
  command: 'npm run quota:measure',
  measuredOn: new Date().toISOString().slice(0, 10),
  machine: `Node ${process.version}, ${cpus()[0]?.model.trim()}`,
  open: OPEN,
  days,
  syncs,
};
writeFileSync(new URL('measured.json', import.meta.url), `${JSON.stringify(result, undefined, 2)}\n`);
