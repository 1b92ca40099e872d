import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { D1, D2, recorded, type StoreContext, snapshot } from './store-context.ts';

export function findContract(context: () => StoreContext): void {
  const batch = (sortKeys: readonly string[]) => {
    const { table, scope } = context();
    const Keys = sortKeys.map((sk) => marshall({ pk: scope, sk }));
    return table.client.send(
      new BatchGetItemCommand({ RequestItems: { [table.tableName]: { Keys, ConsistentRead: true } } }),
    );
  };
  const many = (count: number) => Array.from({ length: count }, (_, index) => recorded(`r${index}`, D1));

  describe('found at once', () => {
    it('are those that are stored, committed before recorded, under their dates', async () => {
      const { store } = context();
      await store.record([recorded('a', D1), recorded('b', D1), recorded('c', D2)]);
      await store.commit(snapshot('a', D1));
      const wanted = [...['a', 'b', 'c', 'd'].map((id) => ({ id, date: D1 })), { id: 'e' }];
      expect(await store.findAll(wanted)).toStrictEqual([snapshot('a', D1), recorded('b', D1)]);
    });

    it('is one that has lost its date, under whatever date it is kept', async () => {
      const { store } = context();
      await store.commit(snapshot('a', D1));
      expect(await store.findAll([{ id: 'b' }, { id: 'a' }])).toStrictEqual([snapshot('a', D1)]);
    });

    it.each([0, 1, 50, 51, 120])('are all of them: %i', async (count) => {
      const { store } = context();
      await store.record(many(count));
      expect(await store.findAll(many(count))).toStrictEqual(many(count));
    });

    it('are all in the end, where batches leave some of them unprocessed', async () => {
      const { store, table, sleeps } = context();
      await store.record(many(6));
      table.leaveUnprocessed(9, 2);
      expect(await store.findAll(many(6))).toStrictEqual(many(6));
      expect(sleeps).toEqual([100, 200]);
    });
  });

  describe('a batch of keys', () => {
    const sortKeys = (count: number) => Array.from({ length: count }, (_, index) => `R#${D1}#${index}`);

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
