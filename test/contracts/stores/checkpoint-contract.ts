import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../lambda/core/checkpoint.ts';
import { at, lease } from './lease.ts';
import { ALL, D1, D2, D3, D4, type StoreContext, snapshot } from './store-context.ts';

const FULL: Checkpoint = {
  baselineDone: true,
  listedTo: D2,
  reconciledAt: D3,
  window: { since: D1, token: 'token==', begunAt: D3, newest: D2 },
  reconcileAnswered: 'first request',
  everything: { token: 'other', begunAt: D3, answers: 'second request' },
};

export function checkpointContract(context: () => StoreContext): void {
  const leave = async (by: string, seconds: number, checkpoint: Checkpoint | undefined) => {
    const { store } = context();
    expect(await store.takeTurn(lease(by, seconds))).toBeDefined();
    expect(await store.giveBack(lease(by, seconds), checkpoint)).toBe(true);
  };

  describe('the checkpoint', () => {
    it('of a new scope has nothing done', async () => {
      expect(await context().store.readCheckpoint()).toStrictEqual({ baselineDone: false });
    });

    it('comes back as it went, with the time of the turn, read and taken', async () => {
      const { store } = context();
      await leave('a', 0, FULL);
      expect(await store.readCheckpoint()).toStrictEqual({ ...FULL, lookedAt: at(0) });
      expect(await store.takeTurn(lease('b', 10))).toStrictEqual({ ...FULL, lookedAt: at(0) });
    });

    it('is replaced as a whole: a place that is not in the new one is gone', async () => {
      const { store } = context();
      await leave('a', 0, FULL);
      await leave('b', 10, { baselineDone: false, listedTo: D4, window: undefined });
      expect(await store.readCheckpoint()).toStrictEqual({ baselineDone: false, listedTo: D4, lookedAt: at(10) });
    });

    it('stays as it was, where a turn leaves none', async () => {
      const { store } = context();
      await leave('a', 0, FULL);
      await leave('b', 10, undefined);
      expect(await store.readCheckpoint()).toStrictEqual({ ...FULL, lookedAt: at(10) });
    });

    it('is not a snapshot, and a snapshot is not the checkpoint', async () => {
      const { store } = context();
      await leave('a', 0, FULL);
      expect(await store.read(ALL)).toEqual([]);
      expect(await store.find(['CHECKPOINT'])).toEqual([]);
      await store.commit(snapshot('CHECKPOINT', D1));
      expect(await store.readCheckpoint()).toStrictEqual({ ...FULL, lookedAt: at(0) });
    });
  });

  describe('somebody who asks for a reconciliation', () => {
    it('is remembered in a new scope, which stays free', async () => {
      const { store } = context();
      await store.wantReconciliation(at(5));
      expect(await store.readCheckpoint()).toStrictEqual({ baselineDone: false, reconcileWanted: at(5) });
      const taken = await store.takeTurn(lease('a', 0));
      expect(taken).toStrictEqual({ baselineDone: false, reconcileWanted: at(5) });
    });

    it.each([
      { name: 'with a checkpoint', next: FULL, left: FULL },
      { name: 'without one', next: undefined, left: { baselineDone: false } },
      { name: 'with one that knows of an earlier request', next: { ...FULL, reconcileWanted: at(-9) }, left: FULL },
    ])('during a turn is remembered after it was given back $name, and taken again', async ({ next, left }) => {
      const { store } = context();
      await store.takeTurn(lease('a', 0));
      await store.wantReconciliation(at(5));
      expect(await store.giveBack(lease('a', 0), next)).toBe(true);
      expect(await store.readCheckpoint()).toStrictEqual({ ...left, reconcileWanted: at(5), lookedAt: at(0) });
      expect(await store.takeTurn(lease('b', 10))).toMatchObject({ reconcileWanted: at(5) });
    });

    it('during a turn does not end it', async () => {
      const { store } = context();
      await store.takeTurn(lease('a', 0));
      await store.wantReconciliation(at(5));
      expect(await store.takeTurn(lease('b', 10))).toBeUndefined();
    });

    it('leaves the rest as it is, and the last one counts', async () => {
      const { store } = context();
      await leave('a', 0, FULL);
      await store.wantReconciliation(at(5));
      await store.wantReconciliation(at(6));
      expect(await store.readCheckpoint()).toStrictEqual({ ...FULL, lookedAt: at(0), reconcileWanted: at(6) });
    });
  });
}
