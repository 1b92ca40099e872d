import { beforeEach, describe, expect, it } from 'vitest';
import { NO_DATE } from '../../../lambda/core/snapshot.ts';
import type { SnapshotPage, SnapshotRange } from '../../../lambda/ports.ts';
import { D1, D2, D3, D4, type StoreContext, snapshot } from './store-context.ts';

const UNDATED = ['undated-b', 'undated-a'];

export function rangeContract(context: () => StoreContext): void {
  const idsIn = async (range: SnapshotRange) => (await context().store.read(range)).snapshots.map(({ id }) => id);

  async function* pages(range: SnapshotRange): AsyncGenerator<SnapshotPage> {
    let page: SnapshotPage = { snapshots: [], more: true };
    while (page.more) {
      page = await context().store.read({ ...range, ...(page.position !== undefined && { position: page.position }) });
      yield page;
    }
  }
  const idsOfPages = async (range: SnapshotRange) => {
    const ids: string[][] = [];
    for await (const { snapshots } of pages(range)) ids.push(snapshots.map(({ id }) => id));
    return ids;
  };

  describe('a stretch of snapshots', () => {
    beforeEach(async () => {
      const { store, storeOf, scope } = context();
      const all = [snapshot('undated-a', undefined), snapshot('undated-b', undefined)];
      all.push(snapshot('one', D1), snapshot('two', D2), snapshot('three-a', D3), snapshot('three-b', D3));
      for (const each of [...all, snapshot('four', D4)]) await store.commit(each);
      await store.saveCheckpoint({ version: 1, baselineDone: true });
      await storeOf(`other ${scope}`).commit(snapshot('elsewhere', D2));
    });

    it.each([
      { name: 'all there is', range: {}, ids: [...UNDATED, 'four', 'three-b', 'three-a', 'two', 'one'] },
      { name: 'from a date on', range: { from: D3 }, ids: [...UNDATED, 'four', 'three-b', 'three-a'] },
      { name: 'from between two dates', range: { from: '2026-11-03T12:00:00.000Z' }, ids: [...UNDATED, 'four'] },
      { name: 'only those without a date', range: { from: NO_DATE }, ids: UNDATED },
      { name: 'up to a date', range: { to: D2 }, ids: ['two', 'one'] },
      { name: 'up to a date, all of that date', range: { to: D3 }, ids: ['three-b', 'three-a', 'two', 'one'] },
      { name: 'between two dates, both included', range: { from: D2, to: D3 }, ids: ['three-b', 'three-a', 'two'] },
      { name: 'of one date', range: { from: D3, to: D3 }, ids: ['three-b', 'three-a'] },
      { name: 'of a date without any', range: { from: '2026-11-05', to: '2026-11-06' }, ids: [] },
    ])('newest first, undated before all: $name', async ({ range, ids }) => {
      expect(await idsIn(range)).toEqual(ids);
      expect((await context().store.read(range)).more).toBe(false);
    });

    it('is all there at once, where it is read consistently', async () => {
      await context().store.commit(snapshot('five', D4));
      expect(await idsIn({ from: D4, consistent: true })).toEqual([...UNDATED, 'four', 'five']);
    });

    it('goes on from where it ended', async () => {
      expect(await idsOfPages({ limit: 3 })).toEqual([[...UNDATED, 'four'], ['three-b', 'three-a', 'two'], ['one']]);
    });

    it('says that there is more where the limit is its very end', async () => {
      expect(await idsOfPages({ to: D2, limit: 2 })).toEqual([['two', 'one'], []]);
    });

    it('goes on further back than it was first asked to', async () => {
      const { position = '' } = await context().store.read({ from: D3 });
      expect(await idsIn({ from: D2, position })).toEqual(['two']);
      expect(await idsIn({ position })).toEqual(['two', 'one']);
    });

    it('does not go on from outside itself, nor from its end to its beginning', async () => {
      const { position = '' } = await context().store.read({ from: D2 });
      await expect(idsIn({ from: D3, position })).rejects.toMatchObject({ name: 'ValidationException' });
      await expect(idsIn({ from: D3, to: D2 })).rejects.toMatchObject({ name: 'ValidationException' });
    });

    it('has no position where it found nothing', async () => {
      const { storeOf, scope } = context();
      expect(await storeOf(`empty ${scope}`).read({})).toStrictEqual({ snapshots: [], more: false });
    });
  });

  it('texts are in the order of their bytes in UTF-8', async () => {
    const { store } = context();
    for (const id of ['～', '😀', 'Z', 'é', 'a']) await store.commit(snapshot(id, D1));
    expect(await idsIn({ from: D1 })).toEqual(['😀', '～', 'é', 'a', 'Z']);
  });

  it('more than a megabyte is read in several pages, with nothing lost', async () => {
    const { store } = context();
    const large = 'x'.repeat(200_000);
    const ids = Array.from({ length: 13 }, (_, index) => `l${String(index).padStart(2, '0')}`);
    await Promise.all(ids.map((id) => store.commit(snapshot(id, D1, { fields: { large } }))));
    const read = await idsOfPages({ from: D1 });
    // The sixth goes beyond 1 MB, and is the last. (Were it the last of the range too, the stores would not agree on
    // whether there is more. They need not: an empty page does no harm.)
    expect(read.map((page) => page.length)).toEqual([6, 6, 1]);
    expect(read.flat()).toEqual([...ids].reverse());
  });

  describe('a snapshot whose date is not known', () => {
    it('is found under its date, or by a resource that has lost its own; not under another', async () => {
      const { store } = context();
      await store.commit(snapshot('a', D1));
      expect(await store.find('a', D2)).toBeUndefined();
      expect(await store.find('a', undefined)).toStrictEqual(snapshot('a', D1));
      expect(await store.find('b', undefined)).toBeUndefined();
    });

    it('is read every time, whatever the range, once it is pinned', async () => {
      const { store } = context();
      await store.commit(snapshot('a', D1));
      await store.pin(snapshot('a', D1));
      const pinned = { ...snapshot('a', D1), pinned: true };
      expect((await store.read({ from: NO_DATE })).snapshots).toStrictEqual([pinned]);
      expect((await store.read({ from: D3 })).snapshots).toStrictEqual([pinned]);
      expect(await store.find('a', undefined)).toStrictEqual(pinned);
      await store.commit(snapshot('a', D1, { version: 2 }));
      expect((await store.read({ from: D3 })).snapshots).toMatchObject([{ id: 'a', version: 2, pinned: true }]);
    });
  });
}
