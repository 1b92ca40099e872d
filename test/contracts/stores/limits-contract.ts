import { describe, expect, it } from 'vitest';
import { ALL, D1, recorded, type StoreContext, snapshot, WAITING } from './store-context.ts';

const MAX_ITEM_BYTES = 400 * 1024;
const TOO_LARGE = { name: 'ValidationException' };

export function limitsContract(context: () => StoreContext): void {
  /** Not in the index */
  const withText = (text: string, version = 1) => ({ ...snapshot('a', undefined, { version }), fields: { text } });
  const find = async () => (await context().store.find(['a']))[0];
  const largest = () => 'x'.repeat(MAX_ITEM_BYTES - bytesBesides());
  /**
   * pk, sk, `R#a`, fields: a map of one text, version, sequence
   * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html)
   */
  const bytesBesides = () => 2 + context().scope.length + (2 + 3) + (6 + 3 + 1 + 4) + (7 + 2) + (8 + 2);

  describe('an item', () => {
    it('of 400 KB is taken', async () => {
      expect(await context().store.commit(withText(largest()))).toBe(true);
      expect(await find()).toStrictEqual(withText(largest()));
    });

    it('of one byte more is refused: created, replaced, recorded', async () => {
      const { store } = context();
      await expect(store.commit(withText(`${largest()}x`))).rejects.toMatchObject(TOO_LARGE);
      const history = { ...recorded('b', undefined), fields: { text: `${largest()}x`.repeat(2) } };
      await expect(store.record([history])).rejects.toMatchObject(TOO_LARGE);
      expect(await store.find(['a', 'b'])).toEqual([]);
      await store.commit(withText('small'));
      await expect(store.commit(withText(`${largest()}x`, 2))).rejects.toMatchObject(TOO_LARGE);
      expect(await find()).toStrictEqual(withText('small'));
    });

    it('is refused for its size before its condition is looked at', async () => {
      const { store } = context();
      await store.commit(withText('small'));
      await expect(store.commit(withText(`${largest()}x`))).rejects.toMatchObject(TOO_LARGE);
    });

    it('that an update would make too large is refused, and stays as it was', async () => {
      const { store } = context();
      await store.commit(withText(largest()));
      const waiting = { ...withText(largest()), outbox: [WAITING] };
      await expect(store.clear(waiting)).rejects.toMatchObject(TOO_LARGE);
      expect(await find()).toStrictEqual(withText(largest()));
    });

    it.each([
      { bytes: 1024, taken: true },
      { bytes: 1025, taken: false },
    ])('with a sort key of $bytes bytes: $taken', async ({ bytes, taken }) => {
      const { store } = context();
      const commit = store.commit(snapshot('x'.repeat(bytes - 2), D1));
      if (taken) expect(await commit).toBe(true);
      else await expect(commit).rejects.toMatchObject(TOO_LARGE);
      expect(await store.read(ALL)).toHaveLength(taken ? 1 : 0);
    });
  });
}
