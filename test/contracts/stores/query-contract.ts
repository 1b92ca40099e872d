import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { resourceKey } from '../../../lambda/adapters/snapshot-item.ts';
import { ALL, D1, D2, D3, idsOf, type StoreContext, snapshot } from './store-context.ts';

export function queryContract(context: () => StoreContext): void {
  /** A query as the adapter sends it. */
  const query = (range: Readonly<Record<string, string>>, start?: Readonly<Record<string, string>>) => {
    const { table, scope } = context();
    const input: QueryCommandInput = {
      TableName: table.tableName,
      IndexName: 'attention',
      ConsistentRead: true,
      KeyConditionExpression: `pk = :scope AND attention ${':to' in range ? 'BETWEEN :from AND :to' : '>= :from'}`,
      ExpressionAttributeValues: { ':scope': scope, ...range },
      ...(start && { ExclusiveStartKey: { pk: scope, ...start } }),
    };
    return table.client.send(new QueryCommand(input));
  };

  describe('a query of more than a megabyte', () => {
    const ids = Array.from({ length: 13 }, (_, index) => `l${String(index).padStart(2, '0')}`);
    const commitAll = (dateOf: (index: number) => string) =>
      Promise.all(
        ids.map((id, index) =>
          context().store.commit(snapshot(id, dateOf(index), { fields: { large: 'x'.repeat(190_000) } })),
        ),
      );

    it.each([
      { name: 'of different dates', dateOf: (index: number) => [D1, D2, D3][index % 3] ?? D1 },
      { name: 'of one date', dateOf: () => D2 },
    ])('gives all of it, and nothing twice: $name', async ({ dateOf }) => {
      await commitAll(dateOf);
      expect(idsOf(await context().store.read(ALL)).sort()).toEqual(ids);
      expect(idsOf(await context().store.read(D1, D3)).sort()).toEqual(ids);
    });

    it('comes in pages, each with the key of its last item', async () => {
      await commitAll(() => D2);
      const first = await query({ ':from': D1 });
      // The sixth exceeds 1 MB, and is the last.
      expect(first.Items).toHaveLength(6);
      const { pk, sk, attention } = first.Items?.at(-1) ?? {};
      expect(attention).toEqual(D2);
      expect(first.LastEvaluatedKey).toEqual({ pk, sk, attention });
    });
  });

  describe('a query', () => {
    it('goes on behind a key that is not there any more', async () => {
      const { store } = context();
      for (const [id, date] of [
        ['a', D1],
        ['b', D2],
        ['c', D3],
      ] as const)
        await store.commit(snapshot(id, date));
      await store.commit(snapshot('b', D1, { version: 2 }));
      const { Items: items } = await query({ ':from': D1 }, { sk: resourceKey('b'), attention: D2 });
      expect(items?.map(({ sk }) => sk)).toEqual([resourceKey('c')]);
    });

    it.each([
      { name: 'before its range', range: { ':from': D2 }, start: { sk: 'a', attention: D1 } },
      { name: 'behind its range', range: { ':from': D1, ':to': D2 }, start: { sk: 'a', attention: D3 } },
      { name: 'without its place in the index', range: { ':from': D1 }, start: { sk: 'a' } },
    ])('is refused that starts at a key $name', async ({ range, start }) => {
      await expect(query(range, start)).rejects.toMatchObject({ name: 'ValidationException' });
    });

    it('is refused whose range is upside down', async () => {
      await expect(query({ ':from': D2, ':to': D1 })).rejects.toMatchObject({ name: 'ValidationException' });
    });
  });
}
