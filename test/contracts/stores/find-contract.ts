import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../lambda/core/snapshot.ts';
import { D1, idsOf, open, recorded, type StoreContext, snapshot } from './store-context.ts';

const byId = (a: Snapshot, b: Snapshot) => (a.id < b.id ? -1 : 1);

export function findContract(context: () => StoreContext): void {
  const batch = (sortKeys: readonly string[]) => {
    const { table, scope } = context();
    const Keys = sortKeys.map((sk) => ({ pk: scope, sk }));
    return table.client.send(
      new BatchGetCommand({ RequestItems: { [table.tableName]: { Keys, ConsistentRead: true } } }),
    );
  };
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => recorded(`r${String(index).padStart(3, '0')}`, D1));
  const find = async (ids: readonly string[]) => (await context().store.find(ids)).sort(byId);

  describe('found at once', () => {
    it('are those that are stored, wherever they stand in the index', async () => {
      const { store } = context();
      await store.record([recorded('b', D1), recorded('elsewhere', D1)]);
      for (const each of [open('a', D1), snapshot('c', undefined)]) await store.commit(each);
      expect(await find(['a', 'b', 'c', 'd'])).toStrictEqual([
        open('a', D1),
        recorded('b', D1),
        snapshot('c', undefined),
      ]);
    });

    it.each([0, 1, 100, 101, 230])('are all of them: %i', async (count) => {
      const { store } = context();
      await store.record(many(count));
      expect(await find(idsOf(many(count)))).toStrictEqual(many(count));
    });

    it('are all in the end, where batches leave some of them unprocessed', async () => {
      const { store, table, sleeps } = context();
      await store.record(many(6));
      table.leaveUnprocessed(5, 2);
      expect(await find(idsOf(many(6)))).toStrictEqual(many(6));
      expect(sleeps).toEqual([100, 200]);
    });
  });

  describe('a batch of keys', () => {
    const sortKeys = (count: number) => Array.from({ length: count }, (_, index) => `R#${index}`);

    it('of 100 is taken, whether they are there or not', async () => {
      const { table } = context();
      const { Responses, UnprocessedKeys } = await batch(sortKeys(100));
      expect(Responses).toEqual({ [table.tableName]: [] });
      expect(UnprocessedKeys).toEqual({});
    });

    it.each([
      { name: 'of 101', keys: sortKeys(101) },
      { name: 'of none', keys: [] },
      { name: 'with one key twice', keys: [...sortKeys(3), ...sortKeys(1)] },
    ])('$name is refused as a whole', async ({ keys }) => {
      await expect(batch(keys)).rejects.toMatchObject({ name: 'ValidationException' });
    });
  });
}
