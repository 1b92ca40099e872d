import { describe, expect, it } from 'vitest';
import { provideTable } from '../../../local/aws/dynamodb.ts';
import { DynamoDbLocal, missingJava } from '../../../local/aws/dynamodb-local.ts';
import { FaultyProxy } from '../../../local/aws/faulty-proxy.ts';
import { storeContract } from '../stores/store-contract.ts';
import { ToldFaults, wireStore } from '../stores/wire-store.ts';

const TABLE = 'snapshots';

const missing = missingJava();
const isRequired = process.env.CI === 'true';
if (missing && !isRequired) process.stderr.write(`Skipped: DynamoDB Local needs ${missing}.\n`);

it('Java is there', ({ skip }) => {
  skip(missing !== undefined && !isRequired, `DynamoDB Local needs ${missing}`);
  expect(missing, 'CI needs Java to hold the stores against DynamoDB Local').toBeUndefined();
});

describe.skipIf(missing !== undefined)("AWS's own", () => {
  storeContract('DynamoDB Local', async () => {
    const db = new DynamoDbLocal();
    const endpoint = await db.start();
    await provideTable(endpoint, TABLE);
    const faults = new ToldFaults();
    const proxy = new FaultyProxy(endpoint, faults.source);
    return wireStore(await proxy.start(), TABLE, faults, async () => {
      await proxy.stop();
      await db.stop();
    });
  });
});
