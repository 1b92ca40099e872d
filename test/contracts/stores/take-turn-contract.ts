import { describe, expect, it } from 'vitest';
import { at, lease } from './lease.ts';
import type { StoreContext } from './store-context.ts';

const RACERS = Array.from({ length: 8 }, (_, index) => `racer-${index}`);

export function takeTurnContract(context: () => StoreContext): void {
  const take = (...request: Parameters<typeof lease>) => context().store.takeTurn(lease(...request));
  const giveBack = (...request: Parameters<typeof lease>) => context().store.giveBack(lease(...request), undefined);
  /** The checkpoint left by a turn that began then. Taking a turn returns the checkpoint from before. */
  const takenAt = (seconds: number) => ({ baselineDone: false, lookedAt: at(seconds) });
  const untouched = { baselineDone: false };

  describe('a turn', () => {
    it('is to be had in a new scope', async () => {
      expect(await take('a', 0)).toStrictEqual(untouched);
      expect(await context().store.readCheckpoint()).toStrictEqual(takenAt(0));
    });

    it.each([
      { seconds: 0.001, isFree: false },
      { seconds: 50, isFree: false },
      { seconds: 50.001, isFree: true },
    ])('after $seconds s of a lease of 50 s, for somebody else: $isFree', async ({ seconds, isFree }) => {
      await take('a', 0);
      expect(await take('b', seconds)).toStrictEqual(isFree ? takenAt(0) : undefined);
    });

    it('is to be had as soon as the one before was given back', async () => {
      await take('a', 0);
      await giveBack('a', 0);
      expect(await take('b', 0.001)).toStrictEqual(takenAt(0));
      expect(await take('c', 1)).toBeUndefined();
    });

    it('is not to be had at the very time, or before, the latest one began', async () => {
      await take('a', 10);
      await giveBack('a', 10);
      expect(await take('b', 10)).toBeUndefined();
      expect(await take('b', 9)).toBeUndefined();
      expect(await context().store.readCheckpoint()).toStrictEqual(takenAt(10));
    });

    it.each([
      { seconds: 19.999, isFree: false },
      { seconds: 20, isFree: false },
      { seconds: 20.001, isFree: true },
    ])('$seconds s after the latest one began, for somebody who leaves 20 s: $isFree', async ({ seconds, isFree }) => {
      await take('a', 0);
      await giveBack('a', 0);
      const taken = await take('b', seconds, { notSince: at(seconds - 20) });
      expect(taken).toStrictEqual(isFree ? takenAt(0) : undefined);
    });

    it.each([
      { name: 'in a new scope', before: async () => undefined, found: untouched },
      { name: 'when the lease has run out', before: () => take('dead', -60), found: takenAt(-60) },
    ])('goes to one of many that race for it, $name', async ({ before, found }) => {
      await before();
      const { storeOf, scope } = context();
      const taken = await Promise.all(RACERS.map((by, index) => storeOf(scope).takeTurn(lease(by, index / 1000))));
      const winner = taken.findIndex((checkpoint) => checkpoint !== undefined);
      expect(taken).toStrictEqual(RACERS.map((_, index) => (index === winner ? found : undefined)));
      expect(await giveBack(RACERS[winner] ?? '', winner / 1000)).toBe(true);
    });

    it('is not taken by a call that was refused with all its retries, which tells', async () => {
      context().table.refuseNext();
      await expect(take('a', 0)).rejects.toMatchObject({ name: 'InternalServerError' });
      expect(await take('b', 1)).toStrictEqual(untouched);
    });
  });

  describe('a request for a turn that comes twice', () => {
    it('is known to be the same, where its answer was lost and the client made it again', async () => {
      context().table.repeatNext();
      expect(await take('a', 0)).toStrictEqual(takenAt(0));
      expect(await take('b', 1)).toBeUndefined();
    });

    it.each([
      { name: 'another name', other: lease('b', 0) },
      { name: 'another time', other: lease('a', 1) },
    ])('is not the same under $name', async ({ other }) => {
      await take('a', 0);
      expect(await context().store.takeTurn(other)).toBeUndefined();
    });

    it('takes nothing where it arrives after the turn was given back', async () => {
      await take('a', 0);
      await giveBack('a', 0);
      expect(await take('a', 0)).toBeUndefined();
      expect(await take('b', 1)).toStrictEqual(takenAt(0));
    });

    it.each([
      { name: 'goes on', isOver: false },
      { name: 'was given back', isOver: true },
    ])('takes nothing where it arrives late, and the turn of somebody else $name', async ({ isOver }) => {
      await take('a', 0);
      await giveBack('a', 0);
      await take('b', 10);
      if (isOver) await giveBack('b', 10);
      expect(await take('a', 0)).toBeUndefined();
      expect(await context().store.readCheckpoint()).toStrictEqual(takenAt(10));
    });
  });

  describe('a date that lies ahead', () => {
    it.each([
      { seconds: 110, isFree: false },
      { seconds: 110.001, isFree: true },
    ])('by $seconds s, as the end of a lease that nobody gives back: free $isFree', async ({ seconds, isFree }) => {
      await take('wrong', -10, { until: at(seconds) });
      expect(await take('a', 0)).toStrictEqual(isFree ? takenAt(-10) : undefined);
    });

    it.each([
      { seconds: 110, isFree: false },
      { seconds: 110.001, isFree: true },
    ])('by $seconds s, as the beginning of a turn that was given back: free $isFree', async ({ seconds, isFree }) => {
      await take('wrong', seconds);
      await giveBack('wrong', seconds);
      expect(await take('a', 0)).toStrictEqual(isFree ? takenAt(seconds) : undefined);
    });
  });
}
