import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { D1, recorded, type StoreContext, snapshot } from './store-context.ts';

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => recorded(`r${String(index).padStart(3, '0')}`, D1));

export function recordContract(context: () => StoreContext): void {
  const readIds = async () => (await context().store.read({})).snapshots.map(({ id }) => id).sort();
  const batch = (sortKeys: readonly string[]) => {
    const { table, scope } = context();
    const requests = sortKeys.map((sk, index) => ({
      PutRequest: { Item: marshall({ pk: scope, sk, index }) },
    }));
    return table.client.send(new BatchWriteItemCommand({ RequestItems: { [table.tableName]: requests } }));
  };

  describe('what the baseline records', () => {
    it.each([0, 1, 25, 26, 60])('is all there: %i at once', async (count) => {
      await context().store.record(many(count));
      expect(await readIds()).toEqual(many(count).map(({ id }) => id));
    });

    it('is written over by another baseline', async () => {
      const { store } = context();
      await store.record([recorded('a', D1, { fields: { title: 'old' } })]);
      await store.record([recorded('a', D1, { fields: { title: 'new' } })]);
      expect(await store.find('a', D1)).toStrictEqual(recorded('a', D1, { fields: { title: 'new' } }));
    });

    it('gives way to a commit, and both are read, the committed one under its own key', async () => {
      const { store } = context();
      await store.record([recorded('a', D1), recorded('b', D1)]);
      expect(await store.commit(snapshot('a', D1))).toEqual({ committed: true });
      expect(await store.find('a', D1)).toStrictEqual(snapshot('a', D1));
      const { snapshots } = await store.read({ from: D1, to: D1 });
      expect(snapshots).toStrictEqual([recorded('b', D1), recorded('a', D1), snapshot('a', D1)]);
    });

    it('never overwrites what is committed', async () => {
      const { store } = context();
      await store.commit(snapshot('a', D1));
      await store.record([recorded('a', D1, { fields: { status: 'STALE' } })]);
      expect(await store.find('a', D1)).toStrictEqual(snapshot('a', D1));
      expect(await store.commit(snapshot('a', D1, { version: 2 }))).toEqual({ committed: true });
    });

    it('is returned by a refused commit, where nothing else is there', async () => {
      const { store } = context();
      await store.record([recorded('a', D1)]);
      const refused = await store.commit(snapshot('a', D1, { version: 2 }));
      expect(refused).toStrictEqual({ committed: false, stored: recorded('a', D1) });
    });

    it('is written in the end, where batches leave some of it unprocessed', async () => {
      const { store, table, sleeps } = context();
      table.leaveUnprocessed(4, 2);
      await store.record(many(6));
      expect(await readIds()).toEqual(many(6).map(({ id }) => id));
      expect(sleeps).toEqual([100, 200]);
    });
  });

  describe('a batch', () => {
    const sortKeys = (count: number) => Array.from({ length: count }, (_, index) => `R#${D1}#${index}`);

    it('of 25 is taken', async () => {
      const { UnprocessedItems } = await batch(sortKeys(25));
      expect(UnprocessedItems).toEqual({});
      expect(await readIds()).toHaveLength(25);
    });

    it.each([
      { name: 'of 26', keys: sortKeys(26) },
      { name: 'of none', keys: [] },
      { name: 'with one key twice', keys: [...sortKeys(3), ...sortKeys(1)] },
      { name: 'with an empty key', keys: [...sortKeys(3), ''] },
    ])('$name is refused as a whole', async ({ keys }) => {
      await expect(batch(keys)).rejects.toMatchObject({ name: 'ValidationException' });
      expect(await readIds()).toEqual([]);
    });
  });
}
