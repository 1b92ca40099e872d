import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../lambda/core/window.ts';
import { D1, D2, D3, D4, type StoreContext, snapshot } from './store-context.ts';

const FULL: Checkpoint = {
  version: 1,
  watermark: D2,
  baselineDone: true,
  reconciledAt: D3,
  resume: {
    window: { since: D1, token: 'token==', reached: D2, oldestUnsettled: D1 },
    everything: { token: 'other', reached: D3 },
  },
  touched: [{ by: 1, from: D1, at: D2 }],
};

export function checkpointContract(context: () => StoreContext): void {
  describe('the checkpoint', () => {
    it('of a new scope has nothing done, and version 0', async () => {
      expect(await context().store.readCheckpoint()).toEqual({ version: 0, baselineDone: false });
    });

    it('comes back as it went, at once', async () => {
      const { store } = context();
      expect(await store.saveCheckpoint(FULL)).toBe(true);
      expect(await store.readCheckpoint()).toStrictEqual(FULL);
    });

    it('replaces the version before, and only that', async () => {
      const { store } = context();
      expect(await store.saveCheckpoint({ version: 2, baselineDone: false })).toBe(false);
      await store.saveCheckpoint(FULL);
      expect(await store.saveCheckpoint({ version: 3, baselineDone: false })).toBe(false);
      expect(await store.saveCheckpoint({ version: 1, baselineDone: false })).toBe(false);
      expect(await store.readCheckpoint()).toStrictEqual(FULL);
      expect(await store.saveCheckpoint({ version: 2, baselineDone: false })).toBe(true);
      expect(await store.readCheckpoint()).toStrictEqual({ version: 2, baselineDone: false });
    });

    it('is saved by one of two that race, and tells the other', async () => {
      const { store } = context();
      const [x, y] = [
        { ...FULL, watermark: D3 },
        { ...FULL, watermark: D4 },
      ];
      const saved = await Promise.all([store.saveCheckpoint(x), store.saveCheckpoint(y)]);
      expect([...saved].sort()).toEqual([false, true]);
      expect(await store.readCheckpoint()).toStrictEqual(saved[0] ? x : y);
    });

    it('is no snapshot, no snapshot is the checkpoint, and each scope has its own', async () => {
      const { store, storeOf, scope } = context();
      await store.saveCheckpoint(FULL);
      expect((await store.read({})).snapshots).toEqual([]);
      await store.commit(snapshot('CHECKPOINT', undefined));
      expect(await store.readCheckpoint()).toStrictEqual(FULL);
      expect(await storeOf(`other ${scope}`).readCheckpoint()).toEqual({ version: 0, baselineDone: false });
    });
  });
}
