import { beforeEach, describe, expect, it } from 'vitest';
import { STALEST_READ_MS } from '../../simulation/service-faults.ts';
import { type SimulatedStore, simulatedStore } from './simulated-store.ts';
import { D1, newContext, type StoreContext, snapshot } from './store-context.ts';

/** DynamoDB may answer so at any time, but neither the embedded store nor DynamoDB Local ever does. */
describe('a simulated table that lags behind', () => {
  let table: SimulatedStore;
  let context: StoreContext;
  const second = snapshot('a', D1, { version: 2, fields: { status: 'new' } });

  beforeEach(async () => {
    table = simulatedStore(1);
    context = newContext(table, 'scope');
    await context.store.commit(snapshot('a', D1));
    table.clock.advance(10_000);
    await context.store.commit(second);
    await context.store.commit(snapshot('b', D1));
    table.lag(STALEST_READ_MS);
  });

  it('shows a Query what was there a moment ago, and later what is there', async () => {
    expect((await context.store.read({})).snapshots).toStrictEqual([snapshot('a', D1)]);
    table.clock.advance(STALEST_READ_MS);
    expect((await context.store.read({})).snapshots).toStrictEqual([snapshot('b', D1), second]);
  });

  it('shows a consistent Query what is there', async () => {
    expect((await context.store.read({ consistent: true })).snapshots).toStrictEqual([snapshot('b', D1), second]);
  });

  it('is asked for the present by find, and by a refused commit', async () => {
    expect(await context.store.find('a', D1)).toStrictEqual(second);
    expect(await context.store.commit(second)).toStrictEqual({ committed: false, stored: second });
  });

  it('is asked for the present by whoever reads the checkpoint', async () => {
    await context.store.saveCheckpoint({ version: 1, baselineDone: true });
    expect(await context.store.readCheckpoint()).toEqual({ version: 1, baselineDone: true });
  });
});
