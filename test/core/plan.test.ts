import { describe, expect, it } from 'vitest';
import { invitations } from '../../lambda/apis/invitations.ts';
import type { Fields } from '../../lambda/core/fields.ts';
import { type PageInput, planPage, unknownOf } from '../../lambda/core/plan.ts';
import type { Listed, OutboxEntry, Snapshot } from '../../lambda/core/snapshot.ts';

const NOW = '2026-11-22T03:00:00.000Z';
const NOW_MS = Date.parse(NOW);

const listed = (id: string, fields: Fields): Listed => ({ id, fields });
const stored = (id: string, fields: Fields, outbox: readonly OutboxEntry[] = []): Snapshot => ({
  id,
  fields,
  release: 1,
  version: 3,
  sequence: 2,
  warned: [],
  outbox,
});
const LARGE: OutboxEntry = {
  detailType: 'Engagement Invitation Updated',
  sequence: 2,
  detectedAt: NOW,
  previous: { engagementTitle: 'x'.repeat(60_001) },
};
const byId = (...snapshots: readonly Snapshot[]) => new Map(snapshots.map((snapshot) => [snapshot.id, snapshot]));
const plan = (input: Partial<PageInput>) =>
  planPage(invitations, { listed: [], stored: new Map(), baseline: undefined, nowMs: NOW_MS, ...input });

describe('the plan of a page', () => {
  it('asks for nothing where nothing has changed', () => {
    const same = { listed: [listed('a', { status: 'PENDING' })], stored: byId(stored('a', { status: 'PENDING' })) };
    expect(plan(same)).toStrictEqual({ commits: [], records: [], postponed: [] });
  });

  it('commits what is new, and says that it was created', () => {
    const { commits, records, postponed } = plan({ listed: [listed('a', { status: 'PENDING' })] });
    expect(commits).toStrictEqual([
      {
        next: {
          id: 'a',
          fields: { status: 'PENDING' },
          release: 1,
          version: 1,
          sequence: 1,
          warned: [],
          outbox: [{ detailType: 'Engagement Invitation Created', detectedAt: NOW, sequence: 1 }],
        },
        why: 'created',
        detailType: 'Engagement Invitation Created',
      },
    ]);
    expect([records, postponed]).toEqual([[], []]);
  });

  it('says so where the scope itself is new', () => {
    const { commits } = plan({ listed: [listed('a', { status: 'PENDING' })], baseline: 'open' });
    expect(commits[0]?.next.outbox).toStrictEqual([
      { detailType: 'Engagement Invitation Created', detectedAt: NOW, baseline: true, sequence: 1 },
    ]);
  });

  it('commits what has changed, with what it was before', () => {
    const { commits } = plan({
      listed: [listed('a', { status: 'ACCEPTED' })],
      stored: byId(stored('a', { status: 'PENDING' })),
    });
    expect(commits).toStrictEqual([
      {
        next: {
          id: 'a',
          fields: { status: 'ACCEPTED' },
          release: 1,
          version: 4,
          sequence: 3,
          warned: [],
          outbox: [
            {
              detailType: 'Engagement Invitation Accepted',
              detectedAt: NOW,
              previous: { status: 'PENDING' },
              sequence: 3,
            },
          ],
        },
        why: 'updated',
        detailType: 'Engagement Invitation Accepted',
      },
    ]);
  });

  it('keeps in the snapshot what the listing does not know', () => {
    const { commits } = plan({
      listed: [listed('a', { engagementTitle: 'New' })],
      stored: byId(stored('a', { status: 'ACCEPTED' })),
    });
    expect(commits[0]?.next.fields).toEqual({ status: 'ACCEPTED', engagementTitle: 'New' });
  });

  it('records what a first listing says nothing about', () => {
    const { commits, records } = plan({
      listed: [listed('a', { status: 'ACCEPTED' }), listed('b', { status: 'PENDING' })],
      baseline: 'silent',
    });
    expect(commits).toEqual([]);
    const recorded = { release: 1, version: 1, sequence: 0, warned: [], outbox: [] };
    expect(records).toStrictEqual([
      { id: 'a', fields: { status: 'ACCEPTED' }, ...recorded },
      { id: 'b', fields: { status: 'PENDING' }, ...recorded },
    ]);
  });

  it('goes by the clock in what has been open for too long', () => {
    const old = listed('a', { status: 'PENDING', invitationDate: '2026-11-01T00:00:00.000Z' });
    expect(plan({ listed: [old], baseline: 'open' }).records).toHaveLength(1);
    expect(plan({ listed: [old], baseline: 'open', nowMs: Date.parse('2026-11-02T00:00:00.000Z') }).records).toEqual(
      [],
    );
  });

  it('postpones a change beside which its waiting events have no room, not one that is new or unchanged', () => {
    const { commits, postponed } = plan({
      listed: [
        listed('new', { status: 'PENDING', engagementTitle: 'x'.repeat(60_001) }),
        listed('same', { status: 'PENDING' }),
        listed('changed', { status: 'ACCEPTED' }),
      ],
      stored: byId(stored('same', { status: 'PENDING' }, [LARGE]), stored('changed', { status: 'PENDING' }, [LARGE])),
    });
    expect(commits.map(({ next }) => next.id)).toEqual(['new']);
    expect(postponed).toEqual(['changed']);
  });
});

describe('what of a page has to be looked up', () => {
  const EDGE = '2026-11-20T00:00:00.000Z';
  const [BEFORE, BEHIND] = ['2026-11-21T00:00:00.000Z', '2026-11-19T23:59:59.999Z'];
  const page = [
    listed('settled, inside', { status: 'ACCEPTED', invitationDate: BEFORE }),
    listed('settled, at the edge', { status: 'ACCEPTED', invitationDate: EDGE }),
    listed('settled, beyond', { status: 'ACCEPTED', invitationDate: BEHIND }),
    listed('settled, undated', { status: 'ACCEPTED' }),
    listed('open, beyond', { status: 'PENDING', invitationDate: BEHIND }),
  ];
  const ids = (of: readonly Listed[]) => of.map(({ id }) => id);

  it('is all but what is settled and beyond the edge', () => {
    const { lookUp, beyond } = unknownOf(invitations, page, new Map(), EDGE);
    expect(ids(lookUp)).toEqual(['settled, inside', 'settled, at the edge', 'settled, undated', 'open, beyond']);
    expect([...beyond]).toEqual(['settled, beyond']);
  });

  it('is not what is at hand, wherever it is', () => {
    const atHand = byId(...page.map(({ id, fields }) => stored(id, fields)));
    const { lookUp, beyond } = unknownOf(invitations, page, atHand, EDGE);
    expect([lookUp, [...beyond]]).toEqual([[], []]);
  });

  it('is all where everything is listed', () => {
    const { lookUp, beyond } = unknownOf(invitations, page, new Map(), undefined);
    expect(ids(lookUp)).toEqual(ids(page));
    expect(beyond.size).toBe(0);
  });
});
