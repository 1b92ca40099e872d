import { describe, expect, it } from 'vitest';
import { D1, type StoreContext, snapshot } from './store-context.ts';

const WRITERS = 8;
const VERSIONS = 5;
const writers = Array.from({ length: WRITERS }, (_, writer) => writer);

export function raceContract(context: () => StoreContext): void {
  const next = (version: number, writer: number) => snapshot('a', D1, { version, fields: { writer: `${writer}` } });

  describe('lost updates', () => {
    it(`${WRITERS} writers at once: each version has one winner, and the others are shown it`, async () => {
      const { store, storeOf, scope } = context();
      for (let version = 1; version <= VERSIONS; version++) {
        const results = await Promise.all(writers.map((writer) => storeOf(scope).commit(next(version, writer))));
        const winner = results.findIndex(({ committed }) => committed);
        const refused = { committed: false, stored: next(version, winner) };
        expect(results).toStrictEqual(writers.map((writer) => (writer === winner ? { committed: true } : refused)));
        expect(await store.find('a', D1)).toStrictEqual(next(version, winner));
      }
    });

    it('a counter that all of them raise by what they read counts every raise', async () => {
      const { store, storeOf, scope } = context();
      const raise = async () => {
        const own = storeOf(scope);
        for (;;) {
          const before = await own.find('a', D1);
          const count = Number(before?.fields.count ?? 0) + 1;
          const version = (before?.version ?? 0) + 1;
          const { committed } = await own.commit(snapshot('a', D1, { version, fields: { count: `${count}` } }));
          if (committed) return;
        }
      };
      await Promise.all(writers.map(raise));
      expect(await store.find('a', D1)).toMatchObject({ version: WRITERS, fields: { count: `${WRITERS}` } });
    });
  });

  describe('a call that goes wrong', () => {
    it('is done, and refused by itself, where its answer was lost and the client made it again', async () => {
      const { store, table } = context();
      table.repeatNext();
      expect(await store.commit(next(1, 0))).toStrictEqual({ committed: false, stored: next(1, 0) });
    });

    it('does nothing where it was refused with all its retries, and tells', async () => {
      const { store, table } = context();
      await store.commit(next(1, 0));
      table.refuseNext();
      await expect(store.commit(next(2, 1))).rejects.toMatchObject({ name: 'InternalServerError' });
      expect(await store.find('a', D1)).toStrictEqual(next(1, 0));
    });

    it('keeps nothing to itself when settling, but that another run was faster', async () => {
      const { store, table } = context();
      await store.commit(next(1, 0));
      table.refuseNext();
      await expect(store.settle(next(1, 0))).rejects.toMatchObject({ name: 'InternalServerError' });
    });
  });
}
