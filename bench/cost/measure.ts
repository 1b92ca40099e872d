import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { SynthesizedStack } from '../../local/synthesized-stack.ts';
import type { Kind, Measured } from './measured.ts';
import { type Measurement, measure, measureChange } from './measurement.ts';

const HISTORIES = [100, 1000, 5000, 20_000];
const OPEN_INVITATIONS = 150;
/** `DynamoDbStore` queries without consistency, at half a unit for 4 KB. */
const READ_UNIT_BYTES = 8192;

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const stack = SynthesizedStack.create();

async function measured(kind: Kind, history: number, open: number): Promise<Measurement> {
  const measurement = await measure(stack, kind, history, open);
  process.stdout.write(`${kind}, ${JSON.stringify(measurement)}\n`);
  return measurement;
}

const invitations: Measurement[] = [];
for (const history of HISTORIES) invitations.push(await measured('invitations', history, OPEN_INVITATIONS));
const nothingOpen = await measured('invitations', 1000, 0);
const engagements = await measured('contact-engagements', 1000, 5);

const [first] = invitations;
const longest = invitations.at(-1);
if (!first || !longest) throw new Error('There must be a history to measure, got none');
const { history, idle, reconciliation } = longest.figures;
const result: Measured = {
  command: 'npm run cost:measure',
  measuredOn: new Date().toISOString().slice(0, 10),
  machine: `Node ${process.version}, ${cpus()[0]?.model.trim()}`,
  invitations: [...invitations, nothingOpen].map(({ figures }) => figures),
  'contact-engagements': [engagements.figures],
  metrics: { invitations: first.metrics, 'contact-engagements': engagements.metrics },
  change: await measureChange(),
  snapshotBytes: Math.ceil(((reconciliation.readUnits - idle.readUnits) * READ_UNIT_BYTES) / history),
};
writeFileSync(new URL('measured.json', import.meta.url), `${JSON.stringify(result, undefined, 2)}\n`);
