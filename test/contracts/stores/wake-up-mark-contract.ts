import { describe, expect, it } from 'vitest';
import { wakeUpMark } from '../../../lambda/adapters/wake-up-mark.ts';
import type { StoreContext } from './store-context.ts';

export function wakeUpMarkContract(context: () => StoreContext): void {
  const mark = ({ table, scope } = context()) => wakeUpMark(table.client, table.tableName, scope);

  describe('the mark of the wake-ups', () => {
    it('of a new scope is not there', async () => {
      expect(await mark().read()).toBeUndefined();
    });

    it('is set once, and read at once', async () => {
      expect(await mark().replace(undefined, 1_795_316_400_123)).toBe(true);
      expect(await mark().read()).toBe(1_795_316_400_123);
      expect(await mark().replace(undefined, 1_795_316_400_200)).toBe(false);
      expect(await mark().read()).toBe(1_795_316_400_123);
    });

    it('is replaced only by who knows it', async () => {
      expect(await mark().replace(10, 20)).toBe(false);
      expect(await mark().read()).toBeUndefined();
      await mark().replace(undefined, 10);
      expect(await mark().replace(9, 20)).toBe(false);
      expect(await mark().replace(10, 20)).toBe(true);
      expect(await mark().replace(10, 30)).toBe(false);
      expect(await mark().read()).toBe(20);
    });

    it('is replaced by one of many that race', async () => {
      await mark().replace(undefined, 1);
      const results = await Promise.all([2, 3, 4, 5, 6].map((next) => mark().replace(1, next)));
      expect(results.filter((won) => won)).toHaveLength(1);
      expect(await mark().read()).toBe(results.indexOf(true) + 2);
    });

    it('is no snapshot, and not the checkpoint', async () => {
      const { store } = context();
      await mark().replace(undefined, 10);
      expect((await store.read({})).snapshots).toEqual([]);
      expect(await store.readCheckpoint()).toEqual({ version: 0, baselineDone: false });
    });
  });
}
