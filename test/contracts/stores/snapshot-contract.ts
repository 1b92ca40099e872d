import { describe, expect, it } from 'vitest';
import type { OutboxEntry, Snapshot } from '../../../lambda/core/snapshot.ts';
import { ALL, D1, D2, D3, NEXT, open, recorded, type StoreContext, snapshot, WAITING } from './store-context.ts';

const version = (number: number, members: Partial<Snapshot> = {}) =>
  snapshot('a', D1, { version: number, sequence: number, fields: { title: `V${number}` }, ...members });

const FULL = snapshot('engi-0123456789abc', D2, {
  fields: { engagementTitle: 'Ä “title” 😀\n', receiverAlias: '' },
  release: 2,
  version: 7,
  sequence: 5,
  warned: [`P3D@${D3}`, `P1D@${D3}`],
  outbox: [
    { ...WAITING, sequence: 4, baseline: true, fields: { id: 'engi-0123456789abc', status: 'PENDING' } },
    {
      detailType: 'Engagement Invitation Expiring',
      sequence: 5,
      detectedAt: D2,
      stale: true,
      previous: {},
      expiry: { threshold: 'P1D', secondsRemaining: 86_012 },
    },
  ],
});

export function snapshotContract(context: () => StoreContext): void {
  const find = async (id = 'a') => (await context().store.find([id]))[0];

  describe('commit', () => {
    it('creates what is not there, and has it found at once', async () => {
      expect(await context().store.commit(version(1))).toBe(true);
      expect(await find()).toStrictEqual(version(1));
    });

    it('refuses to create what is there', async () => {
      const { store } = context();
      await store.commit(version(1, { outbox: [WAITING] }));
      expect(await store.commit(version(1, { fields: { title: 'late' } }))).toBe(false);
      expect(await find()).toStrictEqual(version(1, { outbox: [WAITING] }));
    });

    it('replaces the version before, and only that', async () => {
      const { store } = context();
      await store.commit(version(1));
      expect(await store.commit(version(3))).toBe(false);
      expect(await find()).toStrictEqual(version(1));
      expect(await store.commit(version(2))).toBe(true);
      expect(await store.commit(version(1))).toBe(false);
      expect(await find()).toStrictEqual(version(2));
    });

    it('refuses to replace what is not there', async () => {
      expect(await context().store.commit(version(2))).toBe(false);
      expect(await find()).toBeUndefined();
    });

    it('keeps the resource where its date changes: it is its id', async () => {
      const { store } = context();
      await store.commit(version(1));
      const moved = snapshot('a', D3, { version: 2 });
      expect(await store.commit(moved)).toBe(true);
      expect(await store.read(ALL)).toStrictEqual([moved]);
    });
  });

  describe('clear', () => {
    it('empties the outbox, and changes nothing else', async () => {
      const { store } = context();
      await store.commit(version(1, { outbox: [WAITING], warned: ['P1D@x'] }));
      await store.clear(version(1, { outbox: [], fields: { other: 'x' }, warned: [] }));
      expect(await find()).toStrictEqual(version(1, { warned: ['P1D@x'] }));
    });

    it('leaves the events that are still to be published', async () => {
      const { store } = context();
      await store.commit(version(1, { outbox: [WAITING, NEXT] }));
      await store.clear(version(1, { outbox: [NEXT] }));
      expect((await find())?.outbox).toStrictEqual([NEXT]);
    });

    it('leaves the version as it is: the next commit follows it', async () => {
      const { store } = context();
      await store.commit(version(1, { outbox: [WAITING] }));
      await store.clear(version(1));
      expect(await store.commit(version(2))).toBe(true);
    });

    it.each([
      { of: 1, outbox: [] },
      { of: 3, outbox: [] },
      { of: 1, outbox: [NEXT] },
    ])('does nothing where there was another commit: version $of', async ({ of, outbox }) => {
      const { store } = context();
      await store.commit(version(1));
      await store.commit(version(2, { outbox: [WAITING, NEXT] }));
      await store.clear(version(of, { outbox }));
      expect(await find()).toStrictEqual(version(2, { outbox: [WAITING, NEXT] }));
    });

    it.each([{ outbox: [] as OutboxEntry[] }, { outbox: [NEXT] }])('creates nothing: $outbox', async ({ outbox }) => {
      await context().store.clear(version(1, { outbox }));
      expect(await find()).toBeUndefined();
      expect(await context().store.read(ALL)).toEqual([]);
    });
  });

  describe('every member comes back as it went', () => {
    it.each([
      { name: 'a full snapshot', of: FULL },
      { name: 'an open one', of: open('a', D1) },
      { name: 'an id with "#"', of: snapshot('a#b##c#', D1) },
      { name: 'an id that looks like a key', of: snapshot('R#a', D1) },
      { name: 'an id of 900 bytes', of: snapshot('é'.repeat(450), D1) },
      { name: 'an ARN', of: snapshot('arn:aws:ssm-contacts:us-east-2:111122223333:engagement/akuam/1', D1) },
    ])('$name, committed and recorded', async ({ of }) => {
      const { store, storeOf, scope } = context();
      for (let number = 1; number <= of.version; number++) await store.commit({ ...of, version: number });
      expect(await find(of.id)).toStrictEqual(of);
      expect(await store.read(ALL)).toStrictEqual([of]);

      const history = recorded(of.id, D1, { fields: of.fields, release: of.release });
      const other = storeOf(`recorded ${scope}`);
      await other.record([history]);
      expect(await other.find([of.id])).toStrictEqual([history]);
      expect(await other.read(ALL)).toStrictEqual([history]);
    });

    it.each([
      { name: 'no date', of: snapshot('a', undefined) },
      { name: 'no fields', of: { ...snapshot('a', undefined), fields: {} } },
    ])('$name', async ({ of }) => {
      await context().store.commit(of);
      expect(await find()).toStrictEqual(of);
    });
  });
}
