import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { DynamoDbLocal, missingJava } from '../../local/aws/dynamodb-local.ts';
import { SynthesizedStack } from '../../local/synthesized-stack.ts';
import { measureList } from './measure-list.ts';
import type { Measured } from './measured.ts';

const missing = missingJava();
if (missing) {
  throw new Error(`DynamoDB Local counts what the index takes, and needs ${missing}. Install it, and try again.`);
}

const stack = SynthesizedStack.create();
const dynamoDb = new DynamoDbLocal();
const endpoint = await dynamoDb.start();
const result: Measured = {
  measuredOn: new Date().toISOString().slice(0, 10),
  machine: `Node ${process.version}, ${cpus()[0]?.model.trim()}`,
  invitations: await measureList(stack, 'invitations', 10_000, endpoint),
  'contact-engagements': await measureList(stack, 'contact-engagements', 1000, endpoint),
};
await dynamoDb.stop();
writeFileSync(new URL('measured.json', import.meta.url), `${JSON.stringify(result, undefined, 2)}\n`);
