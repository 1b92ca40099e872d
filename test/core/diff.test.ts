import { describe, expect, it } from 'vitest';
import { contactEngagements } from '../../lambda/apis/contact-engagements.ts';
import { invitations } from '../../lambda/apis/invitations.ts';
import type { Baseline } from '../../lambda/core/contract.ts';
import { diff } from '../../lambda/core/diff.ts';
import type { Fields } from '../../lambda/core/fields.ts';
import type { Snapshot } from '../../lambda/core/snapshot.ts';

const ID = 'engi-0123456789abc';
const NOW_MS = Date.parse('2026-11-20T12:00:00.000Z');
const BASELINES_AND_AFTER: readonly (Baseline | undefined)[] = ['silent', 'open', 'all', undefined];

/** An invitation's fields; a member that is undefined is left out. */
const invited = (members: Readonly<Record<string, string | undefined>>): Fields => {
  const all = { id: ID, engagementTitle: 'Title', expirationDate: '2026-12-01T00:00:00.000Z', ...members };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
};
const stored = (fields: Fields): Snapshot => ({
  id: ID,
  fields,
  release: 1,
  version: 3,
  sequence: 2,
  warned: [],
  outbox: [],
});

const diffInvitations = (before: Fields | undefined, after: Fields, baseline?: Baseline, nowMs = NOW_MS) =>
  diff(invitations, before && stored(before), { fields: after }, baseline, nowMs);

describe('an invitation that is not stored', () => {
  const RECORDED = { kind: 'recorded' };
  const created = (baseline: boolean) => ({ kind: 'created', detailType: 'Engagement Invitation Created', baseline });

  it.each([
    { status: 'PENDING', baseline: 'silent', change: RECORDED },
    { status: 'ACCEPTED', baseline: 'silent', change: RECORDED },
    { status: 'REJECTED', baseline: 'silent', change: RECORDED },
    { status: 'EXPIRED', baseline: 'silent', change: RECORDED },
    { status: undefined, baseline: 'silent', change: RECORDED },
    { status: 'ON_HOLD', baseline: 'silent', change: RECORDED },
    { status: 'PENDING', baseline: 'open', change: created(true) },
    { status: 'ACCEPTED', baseline: 'open', change: RECORDED },
    { status: 'REJECTED', baseline: 'open', change: RECORDED },
    { status: 'EXPIRED', baseline: 'open', change: RECORDED },
    { status: undefined, baseline: 'open', change: created(true) },
    { status: 'ON_HOLD', baseline: 'open', change: created(true) },
    { status: 'toString', baseline: 'open', change: created(true) },
    { status: '__proto__', baseline: 'open', change: created(true) },
    { status: 'PENDING', baseline: 'all', change: created(true) },
    { status: 'ACCEPTED', baseline: 'all', change: created(true) },
    { status: 'EXPIRED', baseline: 'all', change: created(true) },
    { status: 'PENDING', baseline: undefined, change: created(false) },
    { status: 'ACCEPTED', baseline: undefined, change: created(false) },
    { status: 'REJECTED', baseline: undefined, change: created(false) },
    { status: undefined, baseline: undefined, change: created(false) },
  ] as const)('of status $status, baseline $baseline: $change.kind', ({ status, baseline, change }) => {
    const fields = invited({ status });
    const expected = change.kind === 'created' ? { ...change, fields } : change;
    expect(diffInvitations(undefined, fields, baseline)).toEqual(expected);
  });

  describe.each([
    { name: 'by its expiry', members: { expirationDate: '2026-11-19T12:00:00.000Z' } },
    { name: 'by its date', members: { expirationDate: undefined, invitationDate: '2026-11-04T12:00:00.000Z' } },
  ])('open for too long, $name', ({ members }) => {
    const fields = invited({ status: 'PENDING', ...members });

    it.each([
      { baseline: 'silent', change: RECORDED },
      { baseline: 'open', change: RECORDED },
      { baseline: 'all', change: created(true) },
      { baseline: undefined, change: created(false) },
    ] as const)('baseline $baseline: $change.kind', ({ baseline, change }) => {
      expect(diffInvitations(undefined, fields, baseline, NOW_MS + 1)).toMatchObject(change);
    });

    it('is so from the next millisecond on', () => {
      expect(diffInvitations(undefined, fields, 'open', NOW_MS)).toMatchObject(created(true));
    });
  });

  it('open without any date is never open for too long', () => {
    const fields = invited({ status: 'PENDING', expirationDate: undefined });
    expect(diffInvitations(undefined, fields, 'open')).toMatchObject(created(true));
  });
});

describe.each(BASELINES_AND_AFTER)('an invitation that is stored, baseline %s', (baseline) => {
  const accepted = 'Engagement Invitation Accepted';
  const rejected = 'Engagement Invitation Rejected';
  const expired = 'Engagement Invitation Expired';
  const statusChanged = 'Engagement Invitation Status Changed';
  const updated = 'Engagement Invitation Updated';

  it.each([
    { before: 'PENDING', after: 'ACCEPTED', detailType: accepted },
    { before: 'PENDING', after: 'REJECTED', detailType: rejected },
    { before: 'PENDING', after: 'EXPIRED', detailType: expired },
    { before: 'ON_HOLD', after: 'ACCEPTED', detailType: accepted },
    { before: 'ACCEPTED', after: 'REJECTED', detailType: rejected },
    { before: 'EXPIRED', after: 'ACCEPTED', detailType: accepted },
    { before: 'PENDING', after: 'ON_HOLD', detailType: statusChanged },
    { before: 'ON_HOLD', after: 'PENDING', detailType: statusChanged },
    { before: 'ON_HOLD', after: 'WITHDRAWN', detailType: statusChanged },
    { before: 'ACCEPTED', after: 'WITHDRAWN', detailType: statusChanged },
    { before: 'PENDING', after: 'accepted', detailType: statusChanged },
    { before: 'PENDING', after: '', detailType: statusChanged },
    { before: 'PENDING', after: 'toString', detailType: statusChanged },
    { before: 'PENDING', after: 'constructor', detailType: statusChanged },
    { before: 'PENDING', after: 'hasOwnProperty', detailType: statusChanged },
    { before: 'PENDING', after: '__proto__', detailType: statusChanged },
    { before: '__proto__', after: 'PENDING', detailType: statusChanged },
  ])('$before → $after: $detailType', ({ before, after, detailType }) => {
    expect(diffInvitations(invited({ status: before }), invited({ status: after }), baseline)).toEqual({
      kind: 'updated',
      detailType,
      fields: invited({ status: after }),
      previous: { status: before },
    });
  });

  it.each([
    { name: 'the same', before: { status: 'PENDING' }, after: { status: 'PENDING' } },
    { name: 'the same, settled', before: { status: 'ACCEPTED' }, after: { status: 'ACCEPTED' } },
    { name: 'no status on either side', before: {}, after: {} },
    { name: 'a status that is missing now', before: { status: 'PENDING' }, after: {} },
    { name: 'a final status that is missing now', before: { status: 'ACCEPTED' }, after: {} },
    { name: 'PENDING after ACCEPTED', before: { status: 'ACCEPTED' }, after: { status: 'PENDING' } },
    { name: 'PENDING after REJECTED', before: { status: 'REJECTED' }, after: { status: 'PENDING' } },
    { name: 'PENDING after EXPIRED', before: { status: 'EXPIRED' }, after: { status: 'PENDING' } },
  ])('$name: nothing', ({ before, after }) => {
    expect(diffInvitations(invited(before), invited(after), baseline)).toBeUndefined();
  });

  it('the same in another order of keys: nothing', () => {
    const fields = invited({ status: 'PENDING' });
    const reversed = Object.fromEntries(Object.entries(fields).reverse());
    expect(Object.keys(reversed)).not.toEqual(Object.keys(fields));
    expect(diffInvitations(fields, reversed, baseline)).toBeUndefined();
  });

  it.each([
    {
      name: 'another title',
      before: { status: 'PENDING' },
      after: { status: 'PENDING', engagementTitle: 'New' },
      detailType: updated,
      fields: { status: 'PENDING', engagementTitle: 'New' },
      previous: { engagementTitle: 'Title' },
    },
    {
      name: 'another title and expiration date, settled',
      before: { status: 'ACCEPTED' },
      after: { status: 'ACCEPTED', engagementTitle: 'New', expirationDate: '2026-12-09T00:00:00.000Z' },
      detailType: updated,
      fields: { status: 'ACCEPTED', engagementTitle: 'New', expirationDate: '2026-12-09T00:00:00.000Z' },
      previous: { engagementTitle: 'Title', expirationDate: '2026-12-01T00:00:00.000Z' },
    },
    {
      name: 'a field that appears has no old value',
      before: { status: 'PENDING' },
      after: { status: 'PENDING', receiverAlias: 'partner' },
      detailType: updated,
      fields: { status: 'PENDING', receiverAlias: 'partner' },
      previous: {},
    },
    {
      name: 'a field that disappears leaves its old value behind',
      before: { status: 'PENDING', receiverAlias: 'partner' },
      after: { status: 'PENDING' },
      detailType: updated,
      fields: { status: 'PENDING' },
      previous: { receiverAlias: 'partner' },
    },
    {
      name: 'a field that was empty is told from one that was missing',
      before: { status: 'PENDING', receiverAlias: '' },
      after: { status: 'PENDING' },
      detailType: updated,
      fields: { status: 'PENDING' },
      previous: { receiverAlias: '' },
    },
    {
      name: 'a status counts for more than other fields, and takes them along',
      before: { status: 'PENDING' },
      after: { status: 'ACCEPTED', engagementTitle: 'New' },
      detailType: accepted,
      fields: { status: 'ACCEPTED', engagementTitle: 'New' },
      previous: { status: 'PENDING', engagementTitle: 'Title' },
    },
    {
      name: 'a final status that is missing now stays, beside a new title',
      before: { status: 'REJECTED' },
      after: { engagementTitle: 'New' },
      detailType: updated,
      fields: { status: 'REJECTED', engagementTitle: 'New' },
      previous: { engagementTitle: 'Title' },
    },
    {
      name: 'a final status that is taken back stays, beside a new title',
      before: { status: 'ACCEPTED' },
      after: { status: 'PENDING', engagementTitle: 'New' },
      detailType: updated,
      fields: { status: 'ACCEPTED', engagementTitle: 'New' },
      previous: { engagementTitle: 'Title' },
    },
    {
      name: 'a first status that is final',
      before: {},
      after: { status: 'EXPIRED' },
      detailType: expired,
      fields: { status: 'EXPIRED' },
      previous: {},
    },
    {
      name: 'a first status that is not final',
      before: {},
      after: { status: 'PENDING' },
      detailType: statusChanged,
      fields: { status: 'PENDING' },
      previous: {},
    },
  ])('$name: $detailType', ({ before, after, detailType, fields, previous }) => {
    expect(diffInvitations(invited(before), invited(after), baseline)).toEqual({
      kind: 'updated',
      detailType,
      fields: invited(fields),
      previous,
    });
  });
});

describe('a contact engagement', () => {
  const STARTED: Fields = { arn: 'arn:e', sender: 'cli', startTime: '2026-11-20T00:00:00.000Z' };
  const STOPPED: Fields = { ...STARTED, stopTime: '2026-11-20T01:00:00.000Z' };
  const diffEngagements = (before: Fields | undefined, after: Fields, baseline?: Baseline, nowMs = NOW_MS) =>
    diff(contactEngagements, before && stored(before), { fields: after }, baseline, nowMs);
  const created = { kind: 'created', detailType: 'Contact Engagement Started' };

  it.each([
    { name: 'started', fields: STARTED, baseline: 'silent', change: { kind: 'recorded' } },
    { name: 'stopped', fields: STOPPED, baseline: 'silent', change: { kind: 'recorded' } },
    { name: 'started', fields: STARTED, baseline: 'open', change: { ...created, fields: STARTED, baseline: true } },
    { name: 'stopped', fields: STOPPED, baseline: 'open', change: { kind: 'recorded' } },
    { name: 'stopped', fields: STOPPED, baseline: 'all', change: { ...created, fields: STOPPED, baseline: true } },
    { name: 'started', fields: STARTED, baseline: undefined, change: { ...created, fields: STARTED, baseline: false } },
    { name: 'stopped', fields: STOPPED, baseline: undefined, change: { ...created, fields: STOPPED, baseline: false } },
  ] as const)('first seen $name, baseline $baseline: $change.kind', ({ fields, baseline, change }) => {
    expect(diffEngagements(undefined, fields, baseline)).toEqual(change);
  });

  it('first seen started two days ago: recorded, as most of those never stop', () => {
    const twoDaysOnMs = Date.parse('2026-11-22T00:00:00.000Z');
    expect(diffEngagements(undefined, STARTED, 'open', twoDaysOnMs)?.kind).toBe('created');
    expect(diffEngagements(undefined, STARTED, 'open', twoDaysOnMs + 1)?.kind).toBe('recorded');
  });

  it.each([
    { name: 'stops', after: STOPPED, previous: {} },
    { name: 'stops, under another sender', after: { ...STOPPED, sender: 'console' }, previous: { sender: 'cli' } },
  ])('$name: Stopped', ({ after, previous }) => {
    const detailType = 'Contact Engagement Stopped';
    for (const baseline of BASELINES_AND_AFTER) {
      expect(diffEngagements(STARTED, after, baseline)).toEqual({
        kind: 'updated',
        detailType,
        fields: after,
        previous,
      });
    }
  });

  it.each([
    { name: 'is the same', before: STARTED, after: { ...STARTED } },
    { name: 'has another sender', before: STARTED, after: { ...STARTED, sender: 'console' } },
    { name: 'loses its start', before: STARTED, after: { arn: 'arn:e', sender: 'cli' } },
    { name: 'loses its stop time', before: STOPPED, after: STARTED },
    { name: 'stops at another time', before: STOPPED, after: { ...STOPPED, stopTime: '2026-11-20T02:00:00.000Z' } },
    { name: 'has another sender once stopped', before: STOPPED, after: { ...STOPPED, sender: 'console' } },
  ])('$name: nothing', ({ before, after }) => {
    for (const baseline of BASELINES_AND_AFTER) expect(diffEngagements(before, after, baseline)).toBeUndefined();
  });
});
