import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { checkpointContract } from './checkpoint-contract.ts';
import { findContract } from './find-contract.ts';
import { limitsContract } from './limits-contract.ts';
import { raceContract } from './race-contract.ts';
import { rangeContract } from './range-contract.ts';
import { recordContract } from './record-contract.ts';
import { snapshotContract } from './snapshot-contract.ts';
import { newContext, type StoreContext } from './store-context.ts';
import type { StoreUnderTest } from './store-under-test.ts';
import { wakeUpMarkContract } from './wake-up-mark-contract.ts';

/**
 * What the sync relies on, of whatever holds its snapshots. It is the same for every store, so that the simulated one is
 * known to behave like the real thing.
 */
export function storeContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    let table: StoreUnderTest;
    let context: StoreContext;
    let scopes = 0;
    beforeAll(async () => {
      table = await open();
    });
    afterAll(() => table?.close());
    beforeEach(() => {
      scopes += 1;
      context = newContext(table, `scope-${scopes}`);
    });
    const current = () => context;

    checkpointContract(current);
    snapshotContract(current);
    raceContract(current);
    recordContract(current);
    rangeContract(current);
    findContract(current);
    limitsContract(current);
    wakeUpMarkContract(current);
  });
}
