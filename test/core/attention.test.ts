import { describe, expect, it } from 'vitest';
import { contactEngagements } from '../../lambda/apis/contact-engagements.ts';
import { invitations } from '../../lambda/apis/invitations.ts';
import type { Api } from '../../lambda/core/api.ts';
import { EVERY_RUN, isAttended, openUntilMs, placeInIndex } from '../../lambda/core/attention.ts';
import type { Fields } from '../../lambda/core/fields.ts';
import type { OutboxEntry } from '../../lambda/core/snapshot.ts';

const SENT = '2026-11-01T00:00:00.000Z';
const PENDING: Fields = { status: 'PENDING', invitationDate: SENT };

describe('until when every run looks at what is open', () => {
  const until = (api: Api, fields: Fields) => {
    const untilMs = openUntilMs(api, fields);
    return untilMs === undefined ? undefined : new Date(untilMs).toISOString();
  };

  it.each<{ name: string; fields: Fields; expected: string | undefined }>([
    { name: 'its date, 15 days, and a day more', fields: PENDING, expected: '2026-11-17T00:00:00.000Z' },
    {
      name: 'its expiry and a day, where that is later',
      fields: { ...PENDING, expirationDate: '2026-12-24T12:00:00.000Z' },
      expected: '2026-12-25T12:00:00.000Z',
    },
    {
      name: 'not its expiry, where that is earlier',
      fields: { ...PENDING, expirationDate: '2026-11-02T00:00:00.000Z' },
      expected: '2026-11-17T00:00:00.000Z',
    },
    {
      name: 'its expiry and a day, where it has no date',
      fields: { status: 'PENDING', expirationDate: '2026-11-02T00:00:00.000Z' },
      expected: '2026-11-03T00:00:00.000Z',
    },
    { name: 'nobody knows, without any date', fields: { status: 'PENDING' }, expected: undefined },
    {
      name: 'its expiry does not count, once it awaits no answer',
      fields: { invitationDate: SENT, status: 'ON_HOLD', expirationDate: '2027-01-01T00:00:00.000Z' },
      expected: '2026-11-17T00:00:00.000Z',
    },
  ])('an invitation: $name', ({ fields, expected }) => {
    expect(until(invitations, fields)).toBe(expected);
  });

  it('a contact engagement: its start, a day, and a day more', () => {
    expect(until(contactEngagements, { startTime: SENT })).toBe('2026-11-03T00:00:00.000Z');
    expect(until(contactEngagements, {})).toBeUndefined();
  });
});

describe('whether every run looks at a resource', () => {
  const endMs = Date.parse('2026-11-17T00:00:00.000Z');

  it.each([
    { name: 'open, to the last millisecond', fields: PENDING, nowMs: endMs - 1, attended: true },
    { name: 'open for too long', fields: PENDING, nowMs: endMs, attended: false },
    { name: 'settled', fields: { ...PENDING, status: 'ACCEPTED' }, nowMs: endMs - 1, attended: false },
    { name: 'open, of an unknown status', fields: { ...PENDING, status: 'ON_HOLD' }, nowMs: endMs - 1, attended: true },
    { name: 'open, without any date', fields: { status: 'PENDING' }, nowMs: endMs - 1, attended: false },
    { name: 'open, without any date, however early', fields: { status: 'PENDING' }, nowMs: 0, attended: false },
  ])('$name: $attended', ({ fields, nowMs, attended }) => {
    expect(isAttended(invitations, fields, nowMs)).toBe(attended);
  });
});

describe('the place in the index', () => {
  const WAITING: OutboxEntry = {
    detailType: 'Engagement Invitation Accepted',
    sequence: 1,
    detectedAt: '2026-11-22T03:00:00.000Z',
  };
  const [young, old] = [Date.parse('2026-11-02T00:00:00.000Z'), Date.parse('2027-01-01T00:00:00.000Z')];
  /** The time for which an open one of its date is usually open, and a day more. */
  const reachMs = Date.parse('2026-11-17T00:00:00.000Z');
  const settled: Fields = { ...PENDING, status: 'ACCEPTED' };

  it.each<{ name: string; fields: Fields; outbox: readonly OutboxEntry[]; nowMs: number; place: string | undefined }>([
    { name: 'open', fields: PENDING, outbox: [], nowMs: young, place: '~' },
    { name: 'open for too long', fields: PENDING, outbox: [], nowMs: old, place: undefined },
    { name: 'settled', fields: settled, outbox: [], nowMs: young, place: SENT },
    { name: 'settled, to the last moment of reach', fields: settled, outbox: [], nowMs: reachMs - 1, place: SENT },
    { name: 'settled, and out of reach', fields: settled, outbox: [], nowMs: reachMs, place: undefined },
    { name: 'settled, without a date', fields: { status: 'ACCEPTED' }, outbox: [], nowMs: young, place: undefined },
    { name: 'open, without a date', fields: { status: 'PENDING' }, outbox: [], nowMs: young, place: undefined },
    { name: 'settled, with an event to publish', fields: settled, outbox: [WAITING], nowMs: young, place: '~' },
    { name: 'open for too long, with an event', fields: PENDING, outbox: [WAITING], nowMs: old, place: '~' },
    { name: 'without a date, with an event', fields: {}, outbox: [WAITING], nowMs: young, place: '~' },
  ])('of what is $name: $place', ({ fields, outbox, nowMs, place }) => {
    const snapshot = { id: 'a', fields, release: 1, version: 1, sequence: 1, warned: [], outbox };
    expect(placeInIndex(invitations, snapshot, nowMs)).toBe(place);
  });

  it('in every run lies behind every date', () => {
    expect(EVERY_RUN > '9999-12-31T23:59:59.999Z').toBe(true);
  });
});
