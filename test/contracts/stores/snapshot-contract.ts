import { describe, expect, it } from 'vitest';
import type { OutboxEntry, Snapshot } from '../../../lambda/core/snapshot.ts';
import { D1, D2, D3, recorded, type StoreContext, snapshot } from './store-context.ts';

const WAITING = { detailType: 'Engagement Invitation Created', sequence: 1, detectedAt: D1 } as const;
const NEXT = { detailType: 'Engagement Invitation Accepted', sequence: 2, detectedAt: D1 } as const;
const version = (number: number, members: Partial<Snapshot> = {}) =>
  snapshot('a', D1, { version: number, sequence: number, fields: { status: `V${number}` }, ...members });

const FULL: Snapshot = {
  id: 'engi-0123456789abc',
  date: D2,
  fields: { id: 'engi-0123456789abc', engagementTitle: 'Ä “title” 😀\n', receiverAlias: '' },
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
};

export function snapshotContract(context: () => StoreContext): void {
  const find = () => context().store.find('a', D1);

  describe('commit', () => {
    it('creates what is not there, and has it found at once', async () => {
      expect(await context().store.commit(version(1))).toEqual({ committed: true });
      expect(await find()).toStrictEqual(version(1));
    });

    it('refuses to create what is there, and returns that', async () => {
      const { store } = context();
      await store.commit(version(1, { outbox: [WAITING] }));
      const refused = await store.commit(version(1, { fields: { status: 'LATE' } }));
      expect(refused).toStrictEqual({ committed: false, stored: version(1, { outbox: [WAITING] }) });
      expect(await find()).toStrictEqual(version(1, { outbox: [WAITING] }));
    });

    it('replaces the version before, and only that', async () => {
      const { store } = context();
      await store.commit(version(1));
      expect(await store.commit(version(3))).toStrictEqual({ committed: false, stored: version(1) });
      expect(await store.commit(version(2))).toEqual({ committed: true });
      expect(await store.commit(version(2))).toStrictEqual({ committed: false, stored: version(2) });
      expect(await find()).toStrictEqual(version(2));
    });

    it('refuses to replace what is not there', async () => {
      expect(await context().store.commit(version(2))).toStrictEqual({ committed: false, stored: undefined });
      expect(await find()).toBeUndefined();
    });

    it('keeps scopes apart', async () => {
      const { store, storeOf, scope } = context();
      const other = storeOf(`other ${scope}`);
      await store.commit(version(1));
      expect(await other.find('a', D1)).toBeUndefined();
      expect(await other.commit(version(1))).toEqual({ committed: true });
    });
  });

  describe('settle', () => {
    it('empties the outbox, and changes nothing else', async () => {
      const { store } = context();
      await store.commit(version(1, { outbox: [WAITING], warned: ['P1D@x'] }));
      await store.settle(version(1, { outbox: [], fields: { other: 'x' }, warned: [] }));
      expect(await find()).toStrictEqual(version(1, { warned: ['P1D@x'] }));
    });

    it('leaves the events that are still to be published', async () => {
      const { store } = context();
      await store.commit(version(1, { outbox: [WAITING, NEXT] }));
      await store.settle(version(1, { outbox: [NEXT] }));
      expect((await find())?.outbox).toStrictEqual([NEXT]);
    });

    it.each([
      { of: 1, outbox: [] },
      { of: 3, outbox: [] },
      { of: 1, outbox: [NEXT] },
    ])('leaves everything to a run that has committed since: version $of', async ({ of, outbox }) => {
      const { store } = context();
      await store.commit(version(1));
      await store.commit(version(2, { outbox: [WAITING, NEXT] }));
      await store.settle(version(of, { outbox }));
      expect(await find()).toStrictEqual(version(2, { outbox: [WAITING, NEXT] }));
    });

    it.each([{ outbox: [] as OutboxEntry[] }, { outbox: [NEXT] }])('creates nothing: $outbox', async ({ outbox }) => {
      await context().store.settle(version(1, { outbox }));
      expect(await find()).toBeUndefined();
    });
  });

  describe('every member comes back as it went', () => {
    it.each([
      { name: 'a full snapshot', of: FULL },
      { name: 'one without a date', of: snapshot('a', undefined) },
      { name: 'an id with "#"', of: snapshot('a#b##c#', D1) },
      { name: 'an id with "#", and no date', of: snapshot('#a#~', undefined) },
      { name: 'an id that looks recorded', of: snapshot('a#recorded', D1) },
      { name: 'an id of 900 bytes', of: snapshot('é'.repeat(450), D1) },
      { name: 'an ARN', of: snapshot('arn:aws:ssm-contacts:us-east-2:111122223333:engagement/akuam/1', D1) },
      { name: 'no fields', of: snapshot('a', D1, { fields: {} }) },
    ])('$name, committed and recorded', async ({ of }) => {
      const { store, storeOf, scope } = context();
      for (let number = 1; number <= of.version; number++) await store.commit({ ...of, version: number });
      expect(await store.find(of.id, of.date)).toStrictEqual(of);
      expect((await store.read({})).snapshots).toStrictEqual([of]);

      const history = recorded(of.id, of.date, { fields: of.fields });
      const other = storeOf(`recorded ${scope}`);
      await other.record([history]);
      expect(await other.find(of.id, of.date)).toStrictEqual(history);
      expect((await other.read({})).snapshots).toStrictEqual([history]);
    });
  });
}
