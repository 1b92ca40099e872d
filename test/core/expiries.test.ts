import { describe, expect, it } from 'vitest';
import { invitations } from '../../lambda/apis/invitations.ts';
import { nextExpiriesOf } from '../../lambda/core/expiries.ts';

const NOW = '2026-11-22T03:00:00.000Z';
const snapshot = (id: string, expirationDate: string | undefined, status = 'PENDING') => ({
  id,
  fields: { status, engagementTitle: 'Project Nightingale', ...(expirationDate && { expirationDate }) },
  release: 1,
  version: 1,
  sequence: 1,
  warned: [],
  outbox: [],
});

describe('what expires next', () => {
  it('is told by id and time, soonest first, and nothing else', () => {
    const found = nextExpiriesOf(
      invitations,
      [snapshot('later', '2026-11-24T00:00:00.000Z'), snapshot('soon', '2026-11-23T00:00:00.000Z')],
      NOW,
    );
    expect(found).toEqual([
      { id: 'soon', expiresAt: '2026-11-23T00:00:00.000Z' },
      { id: 'later', expiresAt: '2026-11-24T00:00:00.000Z' },
    ]);
  });

  it('is neither what was answered, nor what has expired, nor what has no date', () => {
    const past = snapshot('past', NOW);
    const answered = snapshot('answered', '2026-11-23T00:00:00.000Z', 'ACCEPTED');
    expect(nextExpiriesOf(invitations, [past, answered, snapshot('dateless', undefined)], NOW)).toEqual([]);
  });

  it('is the twenty soonest', () => {
    const days = Array.from(
      { length: 25 },
      (_, index) => `2026-12-${String(25 - index).padStart(2, '0')}T00:00:00.000Z`,
    );
    const found = nextExpiriesOf(
      invitations,
      days.map((day) => snapshot(day, day)),
      NOW,
    );
    expect(found.map(({ id }) => id)).toEqual(days.toReversed().slice(0, 20));
  });
});
