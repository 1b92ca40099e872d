import { describe, expect, it } from 'vitest';
import { invitations } from '../../lambda/apis/invitations.ts';
import { DEFAULT_EXPIRY_THRESHOLDS } from '../../lambda/core/contract.ts';
import type { Fields } from '../../lambda/core/fields.ts';
import { planWarnings } from '../../lambda/core/plan.ts';
import type { OutboxEntry, Snapshot } from '../../lambda/core/snapshot.ts';

const NOW = '2026-11-22T03:00:00.000Z';
const NOW_MS = Date.parse(NOW);
const LARGE: OutboxEntry = {
  detailType: 'Engagement Invitation Updated',
  sequence: 2,
  detectedAt: NOW,
  previous: { engagementTitle: 'x'.repeat(60_001) },
};

const stored = (id: string, fields: Fields, outbox: readonly OutboxEntry[] = []): Snapshot => ({
  id,
  fields,
  release: 1,
  version: 3,
  sequence: 2,
  warned: [],
  outbox,
});

describe('the plan of the deadlines', () => {
  const expiring = (id: string, expirationDate: string, status = 'PENDING') => stored(id, { status, expirationDate });
  const warnings = (snapshots: readonly Snapshot[], stale = false) =>
    planWarnings(invitations, { snapshots, thresholds: DEFAULT_EXPIRY_THRESHOLDS, stale, nowMs: NOW_MS });

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

  it('postpones a warning beside which the waiting events have no room', () => {
    const { fields } = expiring('a', '2026-11-22T05:00:00.000Z');
    const { commits, postponed } = warnings([stored('a', fields, [LARGE]), stored('b', fields)]);
    expect(commits.map(({ next }) => next.id)).toEqual(['b']);
    expect(postponed).toEqual(['a']);
  });

  it('warns of no other', () => {
    const others = [
      expiring('far', '2026-12-22T05:00:00.000Z'),
      expiring('over', '2026-11-22T02:00:00.000Z'),
      expiring('answered', '2026-11-22T05:00:00.000Z', 'ACCEPTED'),
      stored('undated', { status: 'PENDING' }),
    ];
    const all = new Map(others.map((each) => [each.id, each])).values();
    expect(planWarnings(invitations, { snapshots: all, thresholds: [], stale: false, nowMs: NOW_MS }).commits).toEqual(
      [],
    );
    expect(warnings(others).commits).toEqual([]);
  });
});
