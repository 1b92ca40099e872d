import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPIRY_THRESHOLDS } from '../../lambda/core/contract.ts';
import { invitations } from '../../lambda/core/invitations.ts';
import { type PageInput, planPage, planWarnings, unknownOf } from '../../lambda/core/plan.ts';
import type { Fields, Listed, OutboxEntry, Snapshot } from '../../lambda/core/snapshot.ts';

const source = invitations('AWS');
const NOW = '2026-11-22T03:00:00.000Z';
const NOW_MS = Date.parse(NOW);

const listed = (id: string, fields: Fields): Listed => ({ id, fields, clipped: 0 });
const stored = (id: string, fields: Fields, outbox: readonly OutboxEntry[] = []): Snapshot => ({
  id,
  fields,
  version: 3,
  sequence: 2,
  warned: [],
  outbox,
});
const byId = (...snapshots: readonly Snapshot[]) => new Map(snapshots.map((snapshot) => [snapshot.id, snapshot]));
const plan = (input: Partial<PageInput>) =>
  planPage(source, { listed: [], stored: new Map(), baseline: undefined, nowMs: NOW_MS, ...input });

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
    const recorded = { version: 1, sequence: 0, warned: [], outbox: [] };
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

  it('postpones a change whose outbox is full, not one that is new or unchanged', () => {
    const full: OutboxEntry = {
      detailType: 'Engagement Invitation Updated',
      sequence: 2,
      detectedAt: NOW,
      previous: { engagementTitle: 'x'.repeat(100_001) },
    };
    const { commits, postponed } = plan({
      listed: [
        listed('new', { status: 'PENDING' }),
        listed('same', { status: 'PENDING' }),
        listed('changed', { status: 'ACCEPTED' }),
      ],
      stored: byId(stored('same', { status: 'PENDING' }, [full]), stored('changed', { status: 'PENDING' }, [full])),
    });
    expect(commits.map(({ next }) => next.id)).toEqual(['new']);
    expect(postponed).toEqual(['changed']);
  });
});

describe('the plan of the deadlines', () => {
  const expiring = (id: string, expirationDate: string, status = 'PENDING') => stored(id, { status, expirationDate });
  const warnings = (snapshots: readonly Snapshot[], stale = false) =>
    planWarnings(source, { snapshots, thresholds: DEFAULT_EXPIRY_THRESHOLDS, stale, nowMs: NOW_MS });

  it('warns of what is about to expire, once', () => {
    const due = expiring('a', '2026-11-22T05:00:00.000Z');
    const { commits, records, postponed } = warnings([due]);
    const warned = ['PT4H@2026-11-22T05:00:00.000Z'];
    expect(commits).toStrictEqual([
      {
        next: {
          ...due,
          version: 4,
          sequence: 3,
          warned,
          outbox: [
            {
              detailType: 'Engagement Invitation Expiring',
              detectedAt: NOW,
              expiry: { threshold: 'PT4H', secondsRemaining: 7200 },
              sequence: 3,
            },
          ],
        },
        why: 'expiring',
        detailType: 'Engagement Invitation Expiring',
      },
    ]);
    expect([records, postponed]).toEqual([[], []]);
    expect(warnings([{ ...due, warned }]).commits).toEqual([]);
  });

  it('says so where it may be late news', () => {
    const { commits } = warnings([expiring('a', '2026-11-22T05:00:00.000Z')], true);
    expect(commits[0]?.next.outbox[0]).toMatchObject({ stale: true });
  });

  it('warns of no other', () => {
    const others = [
      expiring('far', '2026-12-22T05:00:00.000Z'),
      expiring('over', '2026-11-22T02:00:00.000Z'),
      expiring('answered', '2026-11-22T05:00:00.000Z', 'ACCEPTED'),
      stored('undated', { status: 'PENDING' }),
    ];
    const all = new Map(others.map((each) => [each.id, each])).values();
    expect(planWarnings(source, { snapshots: all, thresholds: [], stale: false, nowMs: NOW_MS }).commits).toEqual([]);
    expect(warnings(others).commits).toEqual([]);
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
    const { lookUp, beyond } = unknownOf(source, page, new Map(), EDGE);
    expect(ids(lookUp)).toEqual(['settled, inside', 'settled, at the edge', 'settled, undated', 'open, beyond']);
    expect([...beyond]).toEqual(['settled, beyond']);
  });

  it('is not what is at hand, wherever it is', () => {
    const atHand = byId(...page.map(({ id, fields }) => stored(id, fields)));
    const { lookUp, beyond } = unknownOf(source, page, atHand, EDGE);
    expect([lookUp, [...beyond]]).toEqual([[], []]);
  });

  it('is all where everything is listed', () => {
    const { lookUp, beyond } = unknownOf(source, page, new Map(), undefined);
    expect(ids(lookUp)).toEqual(ids(page));
    expect(beyond.size).toBe(0);
  });
});
