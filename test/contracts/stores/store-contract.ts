import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { checkpointContract } from './checkpoint-contract.ts';
import { findContract } from './find-contract.ts';
import { giveBackContract } from './give-back-contract.ts';
import { indexContract } from './index-contract.ts';
import { indexLimitsContract } from './index-limits-contract.ts';
import { limitsContract } from './limits-contract.ts';
import { queryContract } from './query-contract.ts';
import { raceContract } from './race-contract.ts';
import { recordContract } from './record-contract.ts';
import { scopeContract } from './scope-contract.ts';
import { snapshotContract } from './snapshot-contract.ts';
import { newContext, type StoreContext } from './store-context.ts';
import type { StoreUnderTest } from './store-under-test.ts';
import { takeTurnContract } from './take-turn-contract.ts';

/**
 * The behaviour of a store that the sync relies on. Every store gets the same tests, so the simulated one behaves like the
 * real one.
 *
 * @param knowsIndexLimits whether it enforces DynamoDB's limits on the index
 */
export function storeContract(name: string, open: () => Promise<StoreUnderTest>, knowsIndexLimits = true): void {
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
    takeTurnContract(current);
    giveBackContract(current);
    snapshotContract(current);
    raceContract(current);
    recordContract(current);
    indexContract(current);
    queryContract(current);
    findContract(current);
    limitsContract(current);
    if (knowsIndexLimits) indexLimitsContract(current);
    scopeContract(current);
  });
}
