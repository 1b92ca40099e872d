import { describe, expect, it } from 'vitest';
import { type Announcement, isTooLarge, type Listed, nextSnapshot, type Snapshot } from '../../lambda/core/snapshot.ts';

const LISTED: Listed = { id: 'a', fields: { id: 'a', status: 'PENDING' } };
const KNOWN = { fields: LISTED.fields, release: 1 };
const CREATED: Announcement = {
  detailType: 'Engagement Invitation Created',
  detectedAt: '2026-11-22T03:00:00.000Z',
  baseline: true,
};
const ACCEPTED: Announcement = {
  detailType: 'Engagement Invitation Accepted',
  detectedAt: '2026-11-22T04:00:00.000Z',
  previous: { status: 'PENDING' },
};
const EXPIRING: Announcement = {
  detailType: 'Engagement Invitation Expiring',
  detectedAt: '2026-11-22T03:30:00.000Z',
  expiry: { threshold: 'P1D', secondsRemaining: 86_012 },
  stale: true,
};

/** Five events in the past, nothing waiting. */
const STORED: Snapshot = {
  id: 'a',
  fields: LISTED.fields,
  release: 1,
  version: 7,
  sequence: 5,
  warned: ['P3D@x'],
  outbox: [],
};

describe('a first commit', () => {
  it('begins to count at 1', () => {
    expect(nextSnapshot(LISTED, KNOWN, CREATED)).toStrictEqual({
      id: 'a',
      fields: LISTED.fields,
      release: 1,
      version: 1,
      sequence: 1,
      warned: [],
      outbox: [{ ...CREATED, sequence: 1 }],
    });
  });

  it('without an announcement has no event', () => {
    expect(nextSnapshot(LISTED, KNOWN)).toStrictEqual({
      id: 'a',
      fields: LISTED.fields,
      release: 1,
      version: 1,
      sequence: 0,
      warned: [],
      outbox: [],
    });
  });

  it('may be of a warning', () => {
    const { warned, outbox } = nextSnapshot(LISTED, KNOWN, EXPIRING, 'P1D@x');
    expect(warned).toEqual(['P1D@x']);
    expect(outbox).toStrictEqual([{ ...EXPIRING, sequence: 1 }]);
  });

  it('after one without an announcement has the first event', () => {
    const recorded = nextSnapshot(LISTED, KNOWN);
    expect(nextSnapshot(recorded, { fields: { status: 'X' }, release: 1 }, ACCEPTED)).toStrictEqual({
      id: 'a',
      fields: { status: 'X' },
      release: 1,
      version: 2,
      sequence: 1,
      warned: [],
      outbox: [{ ...ACCEPTED, sequence: 1 }],
    });
  });
});

describe('a further commit', () => {
  it('counts on, and keeps the warnings', () => {
    const known = { fields: { id: 'a', status: 'ACCEPTED', invitationDate: 'another' }, release: 1 };
    expect(nextSnapshot(STORED, known, ACCEPTED)).toStrictEqual({
      id: 'a',
      ...known,
      version: 8,
      sequence: 6,
      warned: ['P3D@x'],
      outbox: [{ ...ACCEPTED, sequence: 6 }],
    });
  });

  it('without an announcement raises the version, not the sequence', () => {
    expect(nextSnapshot(STORED, STORED)).toStrictEqual({ ...STORED, version: 8 });
  });

  it('is of the release by which its fields were read, a newer one or an older one', () => {
    for (const release of [3, 2, 1]) {
      const known = { fields: { id: 'a', status: 'ACCEPTED' }, release };
      expect(nextSnapshot({ ...STORED, release: 2 }, known, ACCEPTED)).toMatchObject(known);
    }
  });

  it('remembers one more warning', () => {
    const next = nextSnapshot(STORED, STORED, EXPIRING, 'P1D@x');
    expect(next.warned).toEqual(['P3D@x', 'P1D@x']);
    expect(next.outbox).toStrictEqual([{ ...EXPIRING, sequence: 6 }]);
  });

  it('leaves what it came from as it was', () => {
    const before = structuredClone({ ...STORED, outbox: [{ ...CREATED, sequence: 5 }] });
    const copy = structuredClone(before);
    nextSnapshot(before, { fields: { status: 'ACCEPTED' }, release: 2 }, ACCEPTED, 'P1D@x');
    expect(before).toStrictEqual(copy);
  });
});

describe('events that wait', () => {
  it('keep the fields that were true of them, in their order', () => {
    const first = nextSnapshot(LISTED, KNOWN, CREATED);
    const second = nextSnapshot(first, KNOWN, EXPIRING, 'P1D@x');
    const third = nextSnapshot(second, { fields: { id: 'a', status: 'ACCEPTED' }, release: 1 }, ACCEPTED);
    const fourth = nextSnapshot(
      third,
      { fields: { id: 'a', status: 'ACCEPTED', engagementTitle: 'New' }, release: 1 },
      CREATED,
    );
    expect(fourth.outbox).toStrictEqual([
      { fields: { id: 'a', status: 'PENDING' }, ...CREATED, sequence: 1 },
      { fields: { id: 'a', status: 'PENDING' }, ...EXPIRING, sequence: 2 },
      { fields: { id: 'a', status: 'ACCEPTED' }, ...ACCEPTED, sequence: 3 },
      { ...CREATED, sequence: 4 },
    ]);
    expect(fourth.version).toBe(4);
    expect(fourth.sequence).toBe(4);
  });

  it('keep theirs too when the state changes without an event', () => {
    const first = nextSnapshot(LISTED, KNOWN, CREATED);
    expect(nextSnapshot(first, { fields: { id: 'a', status: 'OTHER' }, release: 1 }).outbox).toStrictEqual([
      { fields: { id: 'a', status: 'PENDING' }, ...CREATED, sequence: 1 },
    ]);
  });
});

describe('a snapshot that is too large', () => {
  /** A snapshot whose JSON has this many characters. */
  const snapshotOf = (characters: number): Snapshot => {
    const withTitle = (engagementTitle: string): Snapshot => ({
      ...STORED,
      outbox: [
        { ...CREATED, sequence: 5, fields: LISTED.fields },
        { ...ACCEPTED, sequence: 6, previous: { engagementTitle } },
      ],
    });
    return withTitle('x'.repeat(characters - JSON.stringify(withTitle('')).length));
  };

  it.each([
    { name: 'with no events', snapshot: STORED, large: false },
    { name: 'with two small events', snapshot: snapshotOf(1000), large: false },
    { name: 'of 60,000 characters', snapshot: snapshotOf(60_000), large: false },
    { name: 'of 60,001 characters', snapshot: snapshotOf(60_001), large: true },
  ])('$name: $large', ({ snapshot, large }) => {
    expect(isTooLarge(snapshot)).toBe(large);
  });
});
