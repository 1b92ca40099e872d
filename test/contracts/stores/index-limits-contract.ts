import { describe, expect, it } from 'vitest';
import { ALL, D1, type StoreContext, snapshot } from './store-context.ts';

const MAX_ITEM_BYTES = 400 * 1024;
const INVALID = { name: 'ValidationException' };

/** The embedded store does not know these limits. */
export function indexLimitsContract(context: () => StoreContext): void {
  const inIndex = (text: string) => ({
    ...snapshot('a', undefined),
    fields: { text, status: 'ACCEPTED', invitationDate: D1 },
  });
  /** pk, sk, `R#a`, fields: a map of three texts, version, sequence, attention */
  const bytesBesides = () => {
    const fields = 6 + 3 + 3 + 4 + (6 + 8) + (14 + D1.length);
    return 2 + context().scope.length + (2 + 3) + fields + (7 + 2) + (8 + 2) + (9 + D1.length);
  };
  const largest = () => 'x'.repeat(MAX_ITEM_BYTES / 2 - bytesBesides());

  describe('an item in the index', () => {
    it('of 200 KB is taken: the index holds it a second time', async () => {
      const { store } = context();
      expect(await store.commit(inIndex(largest()))).toBe(true);
      expect(await store.read(ALL)).toStrictEqual([inIndex(largest())]);
    });

    it('of one byte more is refused', async () => {
      const { store } = context();
      await expect(store.commit(inIndex(`${largest()}x`))).rejects.toMatchObject(INVALID);
      expect(await store.read(ALL)).toEqual([]);
    });
  });
}
