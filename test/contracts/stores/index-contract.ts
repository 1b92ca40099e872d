import { beforeEach, describe, expect, it } from 'vitest';
import { EVERY_RUN } from '../../../lambda/core/attention.ts';
import type { Snapshot } from '../../../lambda/core/snapshot.ts';
import { ALL, D1, D2, D3, D4, idsOf, open, recorded, type StoreContext, snapshot, WAITING } from './store-context.ts';

/** An invitation is open for 15 days, and every run looks at it for one day more. */
const WHEN_OLD = '2026-11-17T00:00:00.000Z';
const BEFORE = '2026-11-16T23:59:59.999Z';

export function indexContract(context: () => StoreContext): void {
  const everyRun = async () => idsOf(await context().store.read(EVERY_RUN));
  const atDate = async (date: string) => idsOf(await context().store.read(date, date));

  describe('the index', () => {
    beforeEach(async () => {
      const { store, storeOf, scope } = context();
      await store.record([recorded('two', D2), recorded('undated', undefined)]);
      for (const each of [snapshot('one', D1), snapshot('four', D4), open('open', D1)]) await store.commit(each);
      await store.commit(snapshot('waiting', D3, { outbox: [WAITING] }));
      await store.commit(open('open-undated', undefined));
      await store.wantReconciliation(D1);
      await storeOf(`other ${scope}`).commit(snapshot('elsewhere', D2));
    });

    it.each([
      { name: 'all that every run looks at', from: EVERY_RUN, ids: ['open', 'waiting'] },
      { name: 'that, and from a date on', from: D4, ids: ['four', 'open', 'waiting'] },
      { name: 'from between two dates', from: '2026-11-01T12:00:00.000Z', ids: ['two', 'four', 'open', 'waiting'] },
      { name: 'all there is, but for those without a date', from: ALL, ids: ['one', 'two', 'four', 'open', 'waiting'] },
      { name: 'between two dates, both included', from: D1, to: D2, ids: ['one', 'two'] },
      { name: 'of one date', from: D2, to: D2, ids: ['two'] },
      { name: 'of a date without any', from: '2026-11-06', to: '2026-11-07', ids: [] },
      {
        name: 'up to what every run looks at, that included',
        from: D2,
        to: EVERY_RUN,
        ids: ['two', 'four', 'open', 'waiting'],
      },
    ])('gives $name', async ({ from, to, ids }) => {
      expect(idsOf(await context().store.read(from, to)).sort()).toEqual(ids.toSorted());
    });

    it('gives the oldest first, and at the end what every run looks at', async () => {
      const ids = idsOf(await context().store.read(ALL));
      expect(ids.slice(0, 3)).toEqual(['one', 'two', 'four']);
      expect(ids.slice(3).sort()).toEqual(['open', 'waiting']);
    });

    it('gives whole snapshots', async () => {
      const { store } = context();
      expect(await store.read(D2, D2)).toStrictEqual([recorded('two', D2)]);
      expect(await store.read(D1, D1)).toStrictEqual([snapshot('one', D1)]);
    });

    it('lacks those without a date, which are found by their ids', async () => {
      const found = await context().store.find(['undated', 'open-undated']);
      expect(idsOf(found).sort()).toEqual(['open-undated', 'undated']);
    });

    it('gives nothing of a scope that has nothing', async () => {
      const { storeOf, scope } = context();
      expect(await storeOf(`empty ${scope}`).read(ALL)).toEqual([]);
    });
  });

  describe('the place of a resource in the index', () => {
    const isAtDate = async (date: string | undefined) => {
      expect(await everyRun()).toEqual([]);
      expect(idsOf(await context().store.read(ALL))).toEqual(date === undefined ? [] : ['a']);
      if (date !== undefined) expect(await atDate(date)).toEqual(['a']);
    };

    it.each([{ date: D1 }, { date: undefined }])(
      'is its date $date, once it is settled and cleared',
      async ({ date }) => {
        const { store } = context();
        await store.commit(snapshot('a', date, { outbox: [WAITING] }));
        expect(await everyRun()).toEqual(['a']);
        await store.clear(snapshot('a', date));
        await isAtDate(date);
      },
    );

    it('stays in every run’s sight while something is left in its outbox, or it is open', async () => {
      const { store } = context();
      await store.commit(snapshot('a', D1, { outbox: [WAITING, WAITING] }));
      await store.clear(snapshot('a', D1, { outbox: [WAITING] }));
      await store.commit(open('b', D1, { outbox: [WAITING] }));
      await store.clear(open('b', D1));
      expect((await everyRun()).sort()).toEqual(['a', 'b']);
    });

    it('changes by the commit that settles it, and by one that opens it again', async () => {
      const { store } = context();
      const states: Snapshot[] = [open('a', D1), snapshot('a', D1, { version: 2 }), open('a', D1, { version: 3 })];
      for (const state of states.slice(0, 2)) await store.commit(state);
      await isAtDate(D1);
      await store.commit(states[2] as Snapshot);
      expect(await everyRun()).toEqual(['a']);
      expect(await atDate(D1)).toEqual([]);
    });

    it('moves with its date, and goes with it', async () => {
      const { store } = context();
      await store.commit(snapshot('a', D1));
      await store.commit(snapshot('a', D3, { version: 2 }));
      expect(await atDate(D1)).toEqual([]);
      await isAtDate(D3);
      await store.commit(snapshot('a', undefined, { version: 3 }));
      await isAtDate(undefined);
    });

    it.each(['commit', 'clear', 'record'] as const)(
      'is none, where it is open for too long by the time of its %s',
      async (write) => {
        const { store, setNow } = context();
        setNow(BEFORE);
        await store.commit(open('a', D1));
        expect(await everyRun()).toEqual(['a']);
        setNow(WHEN_OLD);
        expect(await everyRun()).toEqual(['a']);
        if (write === 'commit') await store.commit(open('a', D1, { version: 2 }));
        if (write === 'clear') await store.clear(open('a', D1));
        if (write === 'record') await store.record([recorded('a', D1, { fields: { status: 'PENDING' } })]);
        await isAtDate(undefined);
      },
    );

    it('is none once no window reaches back to its date', async () => {
      const { store, setNow } = context();
      setNow(BEFORE);
      await store.commit(snapshot('a', D1));
      await isAtDate(D1);
      setNow(WHEN_OLD);
      await store.commit(snapshot('a', D1, { version: 2 }));
      await isAtDate(undefined);
    });
  });
}
