import { describe, expect, it } from 'vitest';
import { D1, recorded, type StoreContext, snapshot } from './store-context.ts';

/** What the item of `withText('')` takes besides the scope: names, key, version, sequence, and an overhead for the map. */
const MAX_ITEM_BYTES = 400 * 1024;

export function limitsContract(context: () => StoreContext): void {
  const withText = (text: string, version = 1) => snapshot('a', D1, { version, fields: { text } });
  /** pk, sk, `R#<date>#a`, fields: a map of one text, version, sequence: CapacityUnitCalculations in AWS's guide */
  const bytesBesides = () => 2 + context().scope.length + (2 + 28) + (6 + 3 + 1 + 4) + (7 + 2) + (8 + 2);
  const largest = () => 'x'.repeat(MAX_ITEM_BYTES - bytesBesides());

  describe('an item', () => {
    it('of 400 KB is taken', async () => {
      const { store } = context();
      expect(await store.commit(withText(largest()))).toEqual({ committed: true });
      expect(await store.find('a', D1)).toStrictEqual(withText(largest()));
    });

    it('of one byte more is refused: created, replaced, recorded', async () => {
      const { store } = context();
      const tooLarge = { name: 'ValidationException' };
      await expect(store.commit(withText(`${largest()}x`))).rejects.toMatchObject(tooLarge);
      await expect(
        store.record([recorded('b', D1, { fields: { text: `${largest()}x`.repeat(2) } })]),
      ).rejects.toMatchObject(tooLarge);
      expect((await store.read({})).snapshots).toEqual([]);
      await store.commit(withText('small'));
      await expect(store.commit(withText(`${largest()}x`, 2))).rejects.toMatchObject(tooLarge);
      expect(await store.find('a', D1)).toStrictEqual(withText('small'));
    });

    it('is refused for its size before its condition is looked at', async () => {
      const { store } = context();
      await store.commit(withText('small'));
      await expect(store.commit(withText(`${largest()}x`))).rejects.toMatchObject({ name: 'ValidationException' });
    });

    it('that settling would make too large is refused, and stays as it was', async () => {
      const { store } = context();
      const entry = { detailType: 'Engagement Invitation Created', sequence: 1, detectedAt: D1 } as const;
      await store.commit(withText(largest()));
      const settled = { ...withText(largest()), outbox: [entry] };
      await expect(store.settle(settled)).rejects.toMatchObject({ name: 'ValidationException' });
      expect(await store.find('a', D1)).toStrictEqual(withText(largest()));
    });

    it.each([
      { bytes: 1024, taken: true },
      { bytes: 1025, taken: false },
    ])('with a sort key of $bytes bytes: $taken', async ({ bytes, taken }) => {
      const { store } = context();
      const commit = store.commit(snapshot('x'.repeat(bytes - 27), D1));
      if (taken) expect(await commit).toEqual({ committed: true });
      else await expect(commit).rejects.toMatchObject({ name: 'ValidationException' });
    });
  });
}
