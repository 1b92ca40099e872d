import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { invitations } from '../../lambda/apis/invitations.ts';
import type { Api } from '../../lambda/core/api.ts';
import { diff } from '../../lambda/core/diff.ts';
import { type EventContext, toEvent } from '../../lambda/core/event.ts';
import type { Fields } from '../../lambda/core/fields.ts';
import { planPage, planWarnings } from '../../lambda/core/plan.ts';
import type { Snapshot } from '../../lambda/core/snapshot.ts';

const NOW_MS = Date.parse('2026-11-22T03:00:00.000Z');
const CONTEXT: EventContext = {
  scope: 'invitations/AWS/RECEIVER',
  eventSource: 'engagement-sync',
  digest: (text) => createHash('sha256').update(text).digest('hex'),
};

const description = 'Of a test';
const catalog = { path: 'Catalog', kind: 'text', description, since: 2 } as const;
const region = { path: 'Region', kind: 'text', description, since: 3 } as const;
const { senderCompanyName: _, ...otherFields } = invitations.fields;

/** Its second release adds a field, and its third adds another one. */
const FIRST: Api = invitations;
const SECOND: Api = { ...invitations, release: 2, fields: { ...invitations.fields, catalog } };
const THIRD: Api = { ...SECOND, release: 3, fields: { ...SECOND.fields, region } };
/** Another second release, which drops a field. */
const LESS: Api = { ...invitations, release: 2, fields: otherFields };

const FIELDS: Fields = { id: 'a', status: 'PENDING', engagementTitle: 'Title', senderCompanyName: 'AWS' };
const { senderCompanyName: __, ...FIELDS_OF_LESS } = FIELDS;
const IN_CATALOG: Fields = { ...FIELDS, catalog: 'AWS' };
const RENAMED: Fields = { ...IN_CATALOG, engagementTitle: 'New' };

const stored = (release: number, fields: Fields): Snapshot => ({
  id: 'a',
  fields,
  release,
  version: 3,
  sequence: 2,
  warned: [],
  outbox: [],
});
const change = (api: Api, before: Snapshot, fields: Fields) => diff(api, before, { fields }, undefined, NOW_MS);
/** The snapshot after a page with one changed invitation. */
const committed = (api: Api, before: Snapshot | undefined, fields: Fields): Snapshot => {
  const page = { listed: [{ id: 'a', fields }], stored: new Map(before && [['a', before]]) };
  const [commit] = planPage(api, { ...page, baseline: undefined, nowMs: NOW_MS }).commits;
  if (!commit) throw new Error('nothing has changed');
  return commit.next;
};
const UPDATED = { kind: 'updated', detailType: 'Engagement Invitation Updated' };

describe('a field that a release adds', () => {
  it.each<{ name: string; fields: Fields }>([
    { name: 'holds something', fields: IN_CATALOG },
    { name: 'is empty', fields: { ...FIELDS, catalog: '' } },
    { name: 'is absent', fields: FIELDS },
  ])('is no change where it $name', ({ fields }) => {
    expect(change(SECOND, stored(1, FIELDS), fields)).toBeUndefined();
    expect(change(SECOND, stored(1, { ...FIELDS, catalog: 'of an even older release' }), fields)).toBeUndefined();
  });

  it('is adopted with the next real change, and not told as a part of it', () => {
    const previous = { engagementTitle: 'Title' };
    expect(change(SECOND, stored(1, FIELDS), RENAMED)).toStrictEqual({ ...UPDATED, fields: RENAMED, previous });
    expect(committed(SECOND, stored(1, FIELDS), RENAMED)).toMatchObject({
      fields: RENAMED,
      release: 2,
      sequence: 3,
      outbox: [{ sequence: 3, previous }],
    });
  });

  it('counts from then on', () => {
    const adopted = committed(SECOND, stored(1, FIELDS), RENAMED);
    expect(change(SECOND, adopted, RENAMED)).toBeUndefined();
    const moved = { ...RENAMED, catalog: 'Sandbox' };
    expect(change(SECOND, adopted, moved)).toStrictEqual({ ...UPDATED, fields: moved, previous: { catalog: 'AWS' } });
    const { catalog: _, ...left } = RENAMED;
    expect(change(SECOND, adopted, left)).toStrictEqual({ ...UPDATED, fields: left, previous: { catalog: 'AWS' } });
  });

  it('counts at once in what is new', () => {
    const found = committed(SECOND, undefined, IN_CATALOG);
    expect(found).toMatchObject({ fields: IN_CATALOG, release: 2 });
    expect(change(SECOND, found, FIELDS)).toMatchObject({ ...UPDATED, previous: { catalog: 'AWS' } });
    const first = { listed: [{ id: 'a', fields: IN_CATALOG }], stored: new Map(), nowMs: NOW_MS };
    const { records } = planPage(SECOND, { ...first, baseline: 'silent' });
    expect(records).toMatchObject([{ fields: IN_CATALOG, release: 2 }]);
  });

  it('is not adopted by a warning, which has the fields that were stored', () => {
    const before = stored(1, { ...FIELDS, expirationDate: '2026-11-22T05:00:00.000Z' });
    const thresholds = [{ threshold: 'PT4H', beforeMs: 4 * 3_600_000 }];
    const { commits } = planWarnings(SECOND, { snapshots: [before], thresholds, stale: false, nowMs: NOW_MS });
    expect(commits.map(({ next }) => next)).toMatchObject([{ fields: before.fields, release: 1, sequence: 3 }]);
  });

  it('is told from that of another release', () => {
    const listed = { ...IN_CATALOG, catalog: 'Sandbox', region: 'us-east-1' };
    expect(change(THIRD, stored(1, FIELDS), listed)).toBeUndefined();
    expect(change(THIRD, stored(2, IN_CATALOG), { ...IN_CATALOG, region: 'us-east-1' })).toBeUndefined();
    expect(change(THIRD, stored(2, IN_CATALOG), listed)).toStrictEqual({
      ...UPDATED,
      fields: listed,
      previous: { catalog: 'AWS' },
    });
  });
});

describe('a field that a release drops', () => {
  it('is no change', () => {
    expect(change(LESS, stored(1, FIELDS), FIELDS_OF_LESS)).toBeUndefined();
  });

  it('goes with the next real change, and is not told as a part of it', () => {
    const fields = { ...FIELDS_OF_LESS, status: 'ACCEPTED' };
    const next = committed(LESS, stored(1, FIELDS), fields);
    expect(next).toMatchObject({ release: 2, outbox: [{ previous: { status: 'PENDING' } }] });
    expect(next.fields).toStrictEqual(fields);
    expect(next.outbox[0]?.previous).toStrictEqual({ status: 'PENDING' });
  });
});

describe('a release that is taken back', () => {
  it('leaves snapshots that it takes for unchanged, and so does the newer one after it', () => {
    const newer = stored(2, IN_CATALOG);
    expect(change(FIRST, newer, FIELDS)).toBeUndefined();
    expect(change(SECOND, newer, IN_CATALOG)).toBeUndefined();
  });

  it('forgets a field that it does not know with the next real change, and says nothing of it', () => {
    const fields = { ...FIELDS, engagementTitle: 'New' };
    const older = committed(FIRST, stored(2, IN_CATALOG), fields);
    expect(older).toMatchObject({ release: 1, sequence: 3 });
    expect(older.fields).toStrictEqual(fields);
    expect(older.outbox[0]?.previous).toStrictEqual({ engagementTitle: 'Title' });
    expect(change(SECOND, older, RENAMED)).toBeUndefined();
  });
});

describe('an event that waits for longer than a release', () => {
  const waiting = committed(FIRST, undefined, FIELDS);
  const eventOf = (api: Api, snapshot: Snapshot) =>
    toEvent(CONTEXT, api, snapshot, snapshot.outbox[0] ?? expect.fail('nothing waits'));
  const event = eventOf(FIRST, waiting);

  it('is the same by the newer one', () => {
    expect(event.detail.engagementInvitation).toEqual(FIELDS);
    expect(eventOf(SECOND, waiting)).toStrictEqual(event);
    expect(eventOf(LESS, waiting)).toStrictEqual(event);
  });

  it('is the same once the newer one has found a change', () => {
    expect(eventOf(SECOND, committed(SECOND, waiting, RENAMED))).toStrictEqual(event);
    const accepted = { ...FIELDS_OF_LESS, status: 'ACCEPTED' };
    expect(eventOf(LESS, committed(LESS, waiting, accepted))).toStrictEqual(event);
  });
});
