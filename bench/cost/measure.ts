import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { provideTable } from '../../local/aws/dynamodb.ts';
import { DynamoDbLocal, missingJava } from '../../local/aws/dynamodb-local.ts';
import { SynthesizedStack } from '../../local/synthesized-stack.ts';
import type { Kind, Measured } from './measured.ts';
import { type Measurement, measure, measureChange } from './measurement.ts';
import { TABLE } from './worlds.ts';

const HISTORIES = [100, 1000, 5000, 20_000];
const OPEN_INVITATIONS = 150;

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const missing = missingJava();
if (missing)
  throw new Error(`The units are those of DynamoDB Local, which needs ${missing}. Install it, and try again.`);
const stack = SynthesizedStack.create();

/** It counts what the index takes. */
async function onDynamoDbLocal<Found>(find: (endpoint: string) => Promise<Found>): Promise<Found> {
  const dynamoDb = new DynamoDbLocal();
  const endpoint = await dynamoDb.start();
  await provideTable(endpoint, TABLE);
  try {
    return await find(endpoint);
  } finally {
    await dynamoDb.stop();
  }
}

async function measured(kind: Kind, history: number, open: number): Promise<Measurement> {
  const measurement = await onDynamoDbLocal((endpoint) => measure(stack, kind, history, open, endpoint));
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
const result: Measured = {
  command: 'npm run cost:measure',
  measuredOn: new Date().toISOString().slice(0, 10),
  machine: `Node ${process.version}, ${cpus()[0]?.model.trim()}`,
  invitations: [...invitations, nothingOpen].map(({ figures }) => figures),
  'contact-engagements': [engagements.figures],
  metrics: { invitations: first.metrics, 'contact-engagements': engagements.metrics },
  change: {
    ...(await onDynamoDbLocal(measureChange)),
    // DynamoDB Local does not count a look at what is not there, as AWS and the embedded store do.
    readUnits: (await measureChange()).readUnits,
  },
  snapshotBytes: longest.snapshotBytes,
};
writeFileSync(new URL('measured.json', import.meta.url), `${JSON.stringify(result, undefined, 2)}\n`);
