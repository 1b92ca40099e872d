import { describe, expect, it } from 'vitest';
import { D1, NEXT, type StoreContext, snapshot, WAITING } from './store-context.ts';

const VERSIONS = 5;
const WRITERS = Array.from({ length: 8 }, (_, writer) => writer);

/** Turns keep writers apart. The version on each write guards against those that come late all the same. */
export function raceContract(context: () => StoreContext): void {
  const next = (version: number, writer: number) => snapshot('a', D1, { version, fields: { title: `by ${writer}` } });
  const find = async () => (await context().store.find(['a']))[0];

  describe('lost updates', () => {
    it(`${WRITERS.length} writers at once: each version has one winner`, async () => {
      const { storeOf, scope } = context();
      for (let version = 1; version <= VERSIONS; version++) {
        const committed = await Promise.all(WRITERS.map((writer) => storeOf(scope).commit(next(version, writer))));
        const winner = committed.indexOf(true);
        expect(committed).toEqual(WRITERS.map((writer) => writer === winner));
        expect(await find()).toStrictEqual(next(version, winner));
      }
    });

    it('a counter that all of them raise by what they read counts every raise', async () => {
      const { storeOf, scope } = context();
      const raise = async (writer: number) => {
        const own = storeOf(scope);
        for (;;) {
          const [before] = await own.find(['a']);
          const count = Number(before?.fields.count ?? 0) + 1;
          const version = (before?.version ?? 0) + 1;
          const fields = { count: `${count}`, by: `${writer}` };
          if (await own.commit(snapshot('a', D1, { version, fields }))) return;
        }
      };
      await Promise.all(WRITERS.map(raise));
      expect(await find()).toMatchObject({ version: WRITERS.length, fields: { count: `${WRITERS.length}` } });
    });
  });

  describe('a call that goes wrong', () => {
    it.each([1, 2])(
      'is a commit of version %i all the same, where its answer was lost and it was made again',
      async (version) => {
        const { store, table } = context();
        if (version === 2) await store.commit(next(1, 0));
        table.repeatNext();
        expect(await store.commit(next(version, 1))).toBe(true);
        expect(await find()).toStrictEqual(next(version, 1));
      },
    );

    it.each([
      { name: 'by its fields', other: next(1, 1) },
      { name: 'by its outbox', other: { ...next(1, 0), outbox: [WAITING] } },
      { name: 'by its sequence', other: { ...next(1, 0), sequence: 2 } },
    ])('is told apart from the commit of somebody else $name', async ({ other }) => {
      const { store } = context();
      await store.commit(next(1, 0));
      expect(await store.commit(other)).toBe(false);
      expect(await find()).toStrictEqual(next(1, 0));
    });

    it('does nothing where it was refused with all its retries, and tells', async () => {
      const { store, table } = context();
      await store.commit(next(1, 0));
      table.refuseNext();
      await expect(store.commit(next(2, 1))).rejects.toMatchObject({ name: 'InternalServerError' });
      expect(await find()).toStrictEqual(next(1, 0));
    });

    it('tells of a clear that was refused, unless there was another commit', async () => {
      const { store, table } = context();
      await store.commit({ ...next(1, 0), outbox: [WAITING, NEXT] });
      table.refuseNext();
      await expect(store.clear(next(1, 0))).rejects.toMatchObject({ name: 'InternalServerError' });
      expect((await find())?.outbox).toStrictEqual([WAITING, NEXT]);
    });

    it('clears once and for all where its answer was lost and it was made again', async () => {
      const { store, table } = context();
      await store.commit({ ...next(1, 0), outbox: [WAITING] });
      table.repeatNext();
      await store.clear(next(1, 0));
      expect(await find()).toStrictEqual(next(1, 0));
    });
  });
}
