import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../lambda/core/checkpoint.ts';
import { at, lease } from './lease.ts';
import { D1, D2, type StoreContext } from './store-context.ts';

const [A, B] = [lease('a', 0), lease('b', 60)];
const LEFT_BY_A: Checkpoint = { baselineDone: true, listedTo: D1 };
const LEFT_BY_B: Checkpoint = { baselineDone: true, listedTo: D2 };

export function giveBackContract(context: () => StoreContext): void {
  const read = () => context().store.readCheckpoint();

  describe('giving back', () => {
    it('does nothing in a scope that nobody has', async () => {
      expect(await context().store.giveBack(A, LEFT_BY_A)).toBe(false);
      expect(await read()).toStrictEqual({ baselineDone: false });
    });

    it('somebody else’s turn is refused, and changes nothing', async () => {
      const { store } = context();
      await store.takeTurn(A);
      expect(await store.giveBack(B, LEFT_BY_B)).toBe(false);
      expect(await read()).toStrictEqual({ baselineDone: false, lookedAt: at(0) });
      expect(await store.takeTurn(lease('c', 10))).toBeUndefined();
    });

    it('keeps the checkpoint of a lease that has run out and that nobody has taken', async () => {
      const { store } = context();
      await store.takeTurn(A);
      expect(await store.takeTurn(lease('c', 30))).toBeUndefined();
      expect(await store.giveBack(A, LEFT_BY_A)).toBe(true);
      expect(await read()).toStrictEqual({ ...LEFT_BY_A, lookedAt: at(0) });
    });

    it.each([
      { name: 'has the turn', isOver: false },
      { name: 'has had it', isOver: true },
    ])('is refused when the lease has run out, and somebody else $name', async ({ isOver }) => {
      const { store } = context();
      await store.takeTurn(A);
      await store.takeTurn(B);
      if (isOver) await store.giveBack(B, LEFT_BY_B);
      expect(await store.giveBack(A, LEFT_BY_A)).toBe(false);
      expect(await read()).toStrictEqual({ ...(isOver ? LEFT_BY_B : { baselineDone: false }), lookedAt: at(60) });
      expect((await store.takeTurn(lease('c', 70))) !== undefined).toBe(isOver);
    });

    it('is done where its answer was lost and the client made the call again', async () => {
      const { store, table } = context();
      await store.takeTurn(A);
      table.repeatNext();
      expect(await store.giveBack(A, LEFT_BY_A)).toBe(true);
      expect(await read()).toStrictEqual({ ...LEFT_BY_A, lookedAt: at(0) });
      expect(await store.takeTurn(B)).toStrictEqual({ ...LEFT_BY_A, lookedAt: at(0) });
    });

    it('that was refused with all its retries leaves the turn where it was, and tells', async () => {
      const { store, table } = context();
      await store.takeTurn(A);
      table.refuseNext();
      await expect(store.giveBack(A, LEFT_BY_A)).rejects.toMatchObject({ name: 'InternalServerError' });
      expect(await store.takeTurn(lease('c', 10))).toBeUndefined();
      expect(await store.giveBack(A, LEFT_BY_A)).toBe(true);
    });
  });
}
