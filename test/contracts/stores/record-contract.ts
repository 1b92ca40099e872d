import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { ALL, D1, D2, idsOf, recorded, type StoreContext, snapshot } from './store-context.ts';

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => recorded(`r${String(index).padStart(3, '0')}`, D1));

export function recordContract(context: () => StoreContext): void {
  const readIds = async () => idsOf(await context().store.read(ALL)).sort();
  const batch = (sortKeys: readonly string[]) => {
    const { table, scope } = context();
    const requests = sortKeys.map((sk, index) => ({
      PutRequest: { Item: { pk: scope, sk, index, attention: D1 } },
    }));
    return table.client.send(new BatchWriteCommand({ RequestItems: { [table.tableName]: requests } }));
  };

  describe('what the baseline records', () => {
    it.each([0, 1, 25, 26, 60])('is all there: %i at once', async (count) => {
      await context().store.record(many(count));
      expect(await readIds()).toEqual(idsOf(many(count)));
    });

    it('is written over what was recorded before, by a baseline that began anew', async () => {
      const { store } = context();
      await store.record([recorded('a', D1, { fields: { title: 'old' } })]);
      await store.record([recorded('a', D2, { fields: { title: 'new' } })]);
      expect(await store.find(['a'])).toStrictEqual([recorded('a', D2, { fields: { title: 'new' } })]);
      expect(await store.read(ALL)).toHaveLength(1);
    });

    it('is replaced by the commit of version 2, and refused to one of version 1', async () => {
      const { store } = context();
      await store.record([recorded('a', D1)]);
      expect(await store.commit(snapshot('a', D1))).toBe(false);
      const next = snapshot('a', D1, { version: 2 });
      expect(await store.commit(next)).toBe(true);
      expect(await store.read(ALL)).toStrictEqual([next]);
    });

    it('is written in the end, where batches leave some of it unprocessed', async () => {
      const { store, table, sleeps } = context();
      table.leaveUnprocessed(4, 2);
      await store.record(many(6));
      expect(await readIds()).toEqual(idsOf(many(6)));
      expect(sleeps).toEqual([100, 200]);
    });
  });

  describe('a batch', () => {
    const sortKeys = (count: number) => Array.from({ length: count }, (_, index) => `R#${index}`);

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
