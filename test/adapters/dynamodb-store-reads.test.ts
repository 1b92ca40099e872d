import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BACKEND_CLIENT } from '../../lambda/adapters/clients.ts';
import { DynamoDbStore } from '../../lambda/adapters/dynamodb-store.ts';
import { systemClock } from '../../lambda/adapters/system.ts';
import { NO_DATE, type Snapshot } from '../../lambda/core/snapshot.ts';
import type { Checkpoint } from '../../lambda/core/window.ts';
import type { SnapshotRange } from '../../lambda/ports.ts';
import { EmbeddedDynamoDb } from '../../local/aws/dynamodb.ts';

const TABLE = 'snapshots';
const DATES = [1, 2, 3, 4].map((day) => `2026-11-0${day}T00:00:00.000Z`);
const [D1, D2, D3, D4] = DATES as [string, string, string, string];

const db = new EmbeddedDynamoDb({ tableName: TABLE, faults: () => undefined });
let client: DynamoDBClient;
let store: DynamoDbStore;
let scopes = 0;

beforeAll(async () => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new DynamoDBClient({ ...BACKEND_CLIENT, endpoint: await db.start(), region: 'us-east-1', credentials });
});
afterAll(() => db.stop());
const open = (scope: string) => new DynamoDbStore(client, TABLE, scope, systemClock);
beforeEach(() => {
  scopes += 1;
  store = open(`scope-${scopes}`);
});

const snapshot = (id: string, date: string | undefined, members: Partial<Snapshot> = {}): Snapshot => ({
  id,
  ...(date !== undefined && { date }),
  fields: { id },
  version: 1,
  sequence: 1,
  warned: [],
  outbox: [],
  ...members,
});
const idsIn = async (range: SnapshotRange) => (await store.read(range)).snapshots.map(({ id }) => id);

describe('a stretch of snapshots', () => {
  beforeEach(async () => {
    const all = [snapshot('undated-a', undefined), snapshot('undated-b', undefined)];
    all.push(snapshot('one', D1), snapshot('two', D2), snapshot('three-a', D3), snapshot('three-b', D3));
    for (const each of [...all, snapshot('four', D4)]) await store.commit(each);
    await store.saveCheckpoint({ version: 1, baselineDone: true });
    await open(`other-${scopes}`).commit(snapshot('elsewhere', D2));
  });
  const UNDATED = ['undated-b', 'undated-a'];

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
    expect((await store.read(range)).more).toBe(false);
  });

  it('goes on from where it ended', async () => {
    const read: string[][] = [];
    let position: string | undefined;
    let more = true;
    while (more) {
      const page = await store.read({ limit: 3, ...(position !== undefined && { position }) });
      read.push(page.snapshots.map(({ id }) => id));
      ({ position, more } = page);
    }
    expect(read).toEqual([[...UNDATED, 'four'], ['three-b', 'three-a', 'two'], ['one']]);
  });

  it('goes on further back than it was first asked to', async () => {
    const { position = '' } = await store.read({ from: D3 });
    expect(await idsIn({ from: D2, position })).toEqual(['two']);
    expect(await idsIn({ position })).toEqual(['two', 'one']);
  });

  it('has no position where it found nothing', async () => {
    expect(await open('empty').read({})).toStrictEqual({ snapshots: [], more: false });
  });
});

describe('more than a megabyte', () => {
  it('is read in several pages, with nothing lost', async () => {
    const large = 'x'.repeat(200_000);
    const ids = Array.from({ length: 12 }, (_, index) => `l${String(index).padStart(2, '0')}`);
    await Promise.all(ids.map((id) => store.commit(snapshot(id, D1, { fields: { large } }))));
    const first = await store.read({ from: D1 });
    expect(first.more).toBe(true);
    const read = first.snapshots.map(({ id }) => id);
    let { position = '' } = first;
    for (let more: boolean = first.more; more; ) {
      const page = await store.read({ from: D1, position });
      read.push(...page.snapshots.map(({ id }) => id));
      more = page.more;
      position = page.position ?? position;
    }
    expect(read).toEqual([...ids].reverse());
  });
});

describe('what was recorded and committed since', () => {
  it('is found as it was committed, and read with the committed one among them', async () => {
    await store.record([
      snapshot('a', D1, { version: 0, sequence: 0 }),
      snapshot('b', D1, { version: 0, sequence: 0 }),
    ]);
    await store.commit(snapshot('a', D1));
    expect(await store.find('a', D1)).toStrictEqual(snapshot('a', D1));
    const { snapshots } = await store.read({ from: D1, to: D1 });
    expect(snapshots).toContainEqual(snapshot('a', D1));
    expect(snapshots).toContainEqual(snapshot('b', D1, { version: 0, sequence: 0 }));
  });
});

describe('every member comes back as it went', () => {
  const FULL: Snapshot = {
    id: 'engi-0123456789abc',
    date: D2,
    fields: { id: 'engi-0123456789abc', engagementTitle: 'Ä “title” 😀\n', receiverAlias: '' },
    version: 7,
    sequence: 5,
    warned: [`P3D@${D3}`, `P1D@${D3}`],
    outbox: [
      {
        detailType: 'Engagement Invitation Created',
        sequence: 4,
        detectedAt: D1,
        baseline: true,
        fields: { id: 'engi-0123456789abc', status: 'PENDING' },
      },
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
    for (let version = 1; version <= of.version; version++) await store.commit({ ...of, version });
    expect(await store.find(of.id, of.date)).toStrictEqual(of);
    expect((await store.read({})).snapshots).toStrictEqual([of]);

    const recorded = { ...of, version: 0, sequence: 0, warned: [], outbox: [] };
    store = open(`recorded-${scopes}`);
    await store.record([recorded]);
    expect(await store.find(of.id, of.date)).toStrictEqual(recorded);
    expect((await store.read({})).snapshots).toStrictEqual([recorded]);
  });

  it('is found under its date, or by one that has lost its own; not under another', async () => {
    await store.commit(snapshot('a', D1));
    expect(await store.find('a', D2)).toBeUndefined();
    expect(await store.find('a', undefined)).toStrictEqual(snapshot('a', D1));
    expect(await store.find('b', undefined)).toBeUndefined();
  });

  it('is read every time, whatever the range, once it is pinned', async () => {
    await store.commit(snapshot('a', D1));
    await store.pin(snapshot('a', D1));
    const pinned = { ...snapshot('a', D1), pinned: true };
    expect((await store.read({ from: NO_DATE })).snapshots).toStrictEqual([pinned]);
    expect((await store.read({ from: D3 })).snapshots).toStrictEqual([pinned]);
    expect(await store.find('a', undefined)).toStrictEqual(pinned);
  });
});

describe('the checkpoint', () => {
  const FULL: Checkpoint = {
    version: 1,
    watermark: D2,
    baselineDone: true,
    reconciledAt: D3,
    resume: {
      window: { since: D1, token: 'token==', reached: D2, oldestUnsettled: D1 },
      everything: { token: 'other', reached: D3 },
    },
  };

  it('of a new scope has nothing done, and version 0', async () => {
    expect(await store.readCheckpoint()).toEqual({ version: 0, baselineDone: false });
  });

  it('comes back as it went', async () => {
    expect(await store.saveCheckpoint(FULL)).toBe(true);
    expect(await store.readCheckpoint()).toStrictEqual(FULL);
  });

  it('is saved by one of two that race, and tells the other', async () => {
    const [x, y] = [
      { ...FULL, watermark: D3 },
      { ...FULL, watermark: D4 },
    ];
    const saved = await Promise.all([store.saveCheckpoint(x), store.saveCheckpoint(y)]);
    expect([...saved].sort()).toEqual([false, true]);
    expect(await store.readCheckpoint()).toStrictEqual(saved[0] ? x : y);
  });

  it('replaces the version before, and only that', async () => {
    await store.saveCheckpoint(FULL);
    expect(await store.saveCheckpoint({ version: 3, baselineDone: false })).toBe(false);
    expect(await store.saveCheckpoint({ version: 1, baselineDone: false })).toBe(false);
    expect(await store.readCheckpoint()).toStrictEqual(FULL);
    expect(await store.saveCheckpoint({ version: 2, baselineDone: false })).toBe(true);
    expect(await store.readCheckpoint()).toStrictEqual({ version: 2, baselineDone: false });
  });

  it('is no snapshot, and no snapshot is the checkpoint', async () => {
    await store.saveCheckpoint(FULL);
    expect((await store.read({})).snapshots).toEqual([]);
    await store.commit(snapshot('CHECKPOINT', undefined));
    expect(await store.readCheckpoint()).toStrictEqual(FULL);
  });
});
