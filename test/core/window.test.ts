import { describe, expect, it } from 'vitest';
import { contactEngagements } from '../../lambda/apis/contact-engagements.ts';
import { invitations } from '../../lambda/apis/invitations.ts';
import type { OutboxEntry, Snapshot } from '../../lambda/core/snapshot.ts';
import { listedToAfter, overlapBefore, windowEdge } from '../../lambda/core/window.ts';

const NOW = '2026-11-22T03:00:00.000Z';
const NOW_MS = Date.parse(NOW);
const DAY_MS = 86_400_000;
const LISTED_TO = '2026-11-22T02:00:00.000Z';
const OVERLAP = '2026-11-22T01:00:00.000Z';
const DAWN = '1970-01-01T00:00:00.000Z';
const FAR_AWAY = '2029-01-01T00:00:00.000Z';
const WAITING: OutboxEntry = { detailType: 'Engagement Invitation Accepted', sequence: 1, detectedAt: NOW };

const ago = (ms: number) => new Date(NOW_MS - ms).toISOString();

const snapshot = (fields: Snapshot['fields'], outbox: readonly OutboxEntry[] = []): Snapshot => ({
  id: 'a',
  fields,
  release: 1,
  version: 1,
  sequence: 1,
  warned: [],
  outbox,
});
const invitation = (status: string, invitationDate: string, outbox?: readonly OutboxEntry[]) =>
  snapshot({ status, invitationDate }, outbox);
const edge = (...snapshots: readonly Snapshot[]) => windowEdge(invitations, LISTED_TO, snapshots, NOW_MS);

it('the overlap is an hour', () => {
  expect(overlapBefore('2026-11-22T03:00:00.123Z')).toBe('2026-11-22T02:00:00.123Z');
  expect(overlapBefore('2026-03-01T00:30:00.000Z')).toBe('2026-02-28T23:30:00.000Z');
  expect(overlapBefore('1970-01-01T01:00:00.001Z')).toBe('1970-01-01T00:00:00.001Z');
  expect(overlapBefore(DAWN)).toBe(DAWN);
  expect(overlapBefore('0000-01-01T00:00:00.000Z')).toBe(DAWN);
});

describe('the edge of a window', () => {
  it.each([
    { name: 'nothing stored: the overlap', snapshots: [], expected: OVERLAP },
    {
      name: 'open ones: the oldest of them',
      snapshots: [invitation('PENDING', ago(2 * DAY_MS)), invitation('ON_HOLD', ago(3 * DAY_MS))],
      expected: ago(3 * DAY_MS),
    },
    { name: 'a young one: the overlap', snapshots: [invitation('PENDING', ago(60_000))], expected: OVERLAP },
    { name: 'a settled one: the overlap', snapshots: [invitation('ACCEPTED', ago(DAY_MS))], expected: OVERLAP },
    {
      name: 'a settled one that waits to be published: the overlap, as the index finds it',
      snapshots: [invitation('ACCEPTED', ago(DAY_MS), [WAITING])],
      expected: OVERLAP,
    },
    {
      name: 'one that has been open for too long: the overlap',
      snapshots: [invitation('PENDING', ago(16 * DAY_MS))],
      expected: OVERLAP,
    },
    {
      name: 'the same, waiting to be published: the overlap',
      snapshots: [invitation('PENDING', ago(16 * DAY_MS), [WAITING])],
      expected: OVERLAP,
    },
    {
      name: 'one that is open for nearly too long: its date',
      snapshots: [invitation('PENDING', ago(16 * DAY_MS - 1))],
      expected: ago(16 * DAY_MS - 1),
    },
    {
      name: 'one without a date: the overlap',
      snapshots: [snapshot({ status: 'PENDING', expirationDate: FAR_AWAY })],
      expected: OVERLAP,
    },
    {
      name: 'one of 180 days that expires far ahead: its date',
      snapshots: [snapshot({ status: 'PENDING', invitationDate: ago(180 * DAY_MS), expirationDate: FAR_AWAY })],
      expected: ago(180 * DAY_MS),
    },
    {
      name: 'one that is older: the overlap',
      snapshots: [snapshot({ status: 'PENDING', invitationDate: ago(180 * DAY_MS + 1), expirationDate: FAR_AWAY })],
      expected: OVERLAP,
    },
    {
      name: 'one that is older, and one that is not: the one that is not',
      snapshots: [
        snapshot({ status: 'PENDING', invitationDate: '0001-01-01T00:00:00.000Z', expirationDate: FAR_AWAY }),
        invitation('PENDING', ago(2 * DAY_MS)),
      ],
      expected: ago(2 * DAY_MS),
    },
  ])('$name', ({ snapshots, expected }) => {
    expect(edge(...snapshots)).toBe(expected);
  });

  it('asks the API how long its resources are usually open for', () => {
    const engagement = snapshot({ startTime: ago(3 * DAY_MS) });
    expect(windowEdge(contactEngagements, LISTED_TO, [engagement], NOW_MS)).toBe(OVERLAP);
    const young = snapshot({ startTime: ago(2 * DAY_MS - 1) });
    expect(windowEdge(contactEngagements, LISTED_TO, [young], NOW_MS)).toBe(ago(2 * DAY_MS - 1));
  });

  it('reads its snapshots once, whatever they come in', () => {
    const once = new Map([['a', invitation('PENDING', ago(2 * DAY_MS))]]).values();
    expect(windowEdge(invitations, LISTED_TO, once, NOW_MS)).toBe(ago(2 * DAY_MS));
  });
});

describe('up to where a finished listing has seen everything', () => {
  it.each([
    { name: 'the newest that was listed', newest: ago(60_000), before: ago(DAY_MS), expected: ago(60_000) },
    { name: 'also where it is older than before', newest: ago(DAY_MS), before: ago(60_000), expected: ago(DAY_MS) },
    { name: 'never later than its beginning', newest: FAR_AWAY, before: undefined, expected: NOW },
    { name: 'where it showed no date: as before', newest: undefined, before: ago(DAY_MS), expected: ago(DAY_MS) },
    { name: 'nor then later than its beginning', newest: undefined, before: FAR_AWAY, expected: NOW },
    { name: 'the beginning of time: no date is known', newest: undefined, before: undefined, expected: DAWN },
  ])('$name', ({ newest, before, expected }) => {
    expect(listedToAfter(NOW, newest, before)).toBe(expected);
  });
});
