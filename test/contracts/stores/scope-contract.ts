import { beforeEach, describe, expect, it } from 'vitest';
import type { DynamoDbStore } from '../../../lambda/adapters/dynamodb-store.ts';
import { at, lease } from './lease.ts';
import { ALL, D1, recorded, type StoreContext, snapshot, WAITING } from './store-context.ts';

export function scopeContract(context: () => StoreContext): void {
  describe('another scope of the same table', () => {
    let other: DynamoDbStore;
    beforeEach(async () => {
      const { store, storeOf, scope } = context();
      other = storeOf(`other ${scope}`);
      await store.commit(snapshot('a', D1, { outbox: [WAITING] }));
      await store.wantReconciliation(at(0));
      await store.takeTurn(lease('a', 0));
    });

    it('has its own resources', async () => {
      const { store } = context();
      expect(await other.find(['a'])).toEqual([]);
      expect(await other.read(ALL)).toEqual([]);
      await other.clear(snapshot('a', D1));
      expect(await other.commit(snapshot('a', D1, { fields: { title: 'other' } }))).toBe(true);
      await other.record([recorded('a', D1)]);
      expect(await store.read(ALL)).toStrictEqual([snapshot('a', D1, { outbox: [WAITING] })]);
    });

    it('has its own checkpoint, and its own turns', async () => {
      const { store } = context();
      expect(await other.readCheckpoint()).toStrictEqual({ baselineDone: false });
      expect(await other.giveBack(lease('a', 0), undefined)).toBe(false);
      expect(await other.takeTurn(lease('b', 0))).toStrictEqual({ baselineDone: false });
      expect(await other.giveBack(lease('b', 0), { baselineDone: true })).toBe(true);
      expect(await store.takeTurn(lease('c', 10))).toBeUndefined();
      expect(await store.readCheckpoint()).toMatchObject({ baselineDone: false, reconcileWanted: at(0) });
    });
  });
}
