import { EmbeddedDynamoDb } from '../../../local/aws/dynamodb.ts';
import { simulatedStore } from './simulated-store.ts';
import { storeContract } from './store-contract.ts';
import { ToldFaults, wireStore } from './wire-store.ts';

const TABLE = 'snapshots';

const embedded = async () => {
  const faults = new ToldFaults();
  const db = new EmbeddedDynamoDb({ tableName: TABLE, faults: faults.source });
  return wireStore(await db.start(), TABLE, faults, () => db.stop());
};
storeContract('the embedded store', embedded, false);

/** With each seed, the calls of a race arrive in another order. */
for (const seed of [1, 2, 3]) storeContract(`the simulated table, seed ${seed}`, async () => simulatedStore(seed));
