import { describe, expect, it } from 'vitest';
import { contactEngagements } from '../../lambda/apis/contact-engagements.ts';
import { invitations } from '../../lambda/apis/invitations.ts';
import type { Place } from '../../lambda/core/checkpoint.ts';
import { readPage } from '../../lambda/core/page.ts';

const [D1, D2, D3] = ['2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z', '2026-11-03T00:00:00.000Z'];
const BEGUN: Place = { begunAt: '2026-11-22T03:00:00.000Z' };

/** An item on the wire. */
const item = (id: string, date?: string) => ({ Id: id, ...(date !== undefined && { InvitationDate: date }) });

describe('what a page holds', () => {
  it('is what is listed, in its order', () => {
    const { listed, skipped, oddValues } = readPage(invitations, BEGUN, [item('b', D2), item('a', D1)]);
    expect(listed).toStrictEqual([
      { id: 'b', fields: { id: 'b', invitationDate: D2 } },
      { id: 'a', fields: { id: 'a', invitationDate: D1 } },
    ]);
    expect([skipped, oddValues]).toEqual([0, 0]);
  });

  it('of what stands on it twice is the first', () => {
    const { listed, skipped } = readPage(invitations, BEGUN, [item('a', D2), item('b', D2), item('a', D1)]);
    expect(listed.map(({ id, fields }) => [id, fields.invitationDate])).toEqual([
      ['a', D2],
      ['b', D2],
    ]);
    expect(skipped).toBe(0);
  });

  it('leaves out what has no id, and counts it', () => {
    const { listed, skipped } = readPage(invitations, BEGUN, [null, item('a', D1), {}, { Id: '' }]);
    expect(listed.map(({ id }) => id)).toEqual(['a']);
    expect(skipped).toBe(3);
  });

  it('leaves out values that make no sense, cuts texts that are too long, and counts both', () => {
    const long = 'x'.repeat(2049);
    const items = [
      { Id: 'a', EngagementTitle: long, Status: 5 },
      { Id: 'b', EngagementTitle: long },
      { Id: 'c', InvitationDate: 'yesterday' },
    ];
    const { listed, oddValues } = readPage(invitations, BEGUN, items);
    const title = 'x'.repeat(2048);
    expect(listed.map(({ fields }) => fields)).toEqual([
      { id: 'a', engagementTitle: title },
      { id: 'b', engagementTitle: title },
      { id: 'c' },
    ]);
    expect(oddValues).toBe(4);
  });

  it('counts the odd values also of what it leaves out', () => {
    const items = [item('a', D1), { Id: 'a', Status: 5 }, { Id: 5 }, { Status: 5 }];
    expect(readPage(invitations, BEGUN, items)).toMatchObject({ skipped: 2, oddValues: 3 });
  });
});

describe('the newest date', () => {
  it.each([
    { name: 'of an empty page: none', items: [], newest: undefined },
    { name: 'of a page without dates: none', items: [item('a')], newest: undefined },
    { name: 'of a page in no order', items: [item('a', D1), item('b', D3), item('c', D2), item('d')], newest: D3 },
  ])('$name', ({ items, newest }) => {
    expect(readPage(invitations, BEGUN, items).newest).toBe(newest);
  });

  it('may be that of an earlier page', () => {
    expect(readPage(invitations, { ...BEGUN, newest: D2 }, [item('a', D1)]).newest).toBe(D2);
    expect(readPage(invitations, { ...BEGUN, newest: D2 }, [item('a', D3)]).newest).toBe(D3);
    expect(readPage(invitations, { ...BEGUN, newest: D2 }, []).newest).toBe(D2);
  });
});

describe('where a list goes on', () => {
  const WINDOW: Place = { ...BEGUN, since: D2, token: 'before' };
  const nextOf = (place: Place, dates: readonly (string | undefined)[]) =>
    readPage(
      invitations,
      place,
      dates.map((date, index) => item(`${index}`, date)),
      'next',
    ).next;

  it('is its next token, with what else is known of the listing', () => {
    expect(nextOf(WINDOW, [D3])).toStrictEqual({ ...BEGUN, since: D2, token: 'next', newest: D3 });
    expect(nextOf(BEGUN, [])).toStrictEqual({ ...BEGUN, token: 'next', newest: undefined });
  });

  it('is nowhere without a token', () => {
    expect(readPage(invitations, WINDOW, [item('a', D3)]).next).toBeUndefined();
  });

  it.each([
    { name: 'at the edge', dates: [D3, D2], on: true },
    { name: 'past the edge', dates: [D3, D1], on: false },
    { name: 'past the edge, and undated', dates: [D1, undefined], on: false },
    { name: 'past the edge and back: the last one counts', dates: [D1, D3], on: true },
    { name: 'without a date', dates: [undefined], on: true },
    { name: 'empty', dates: [], on: true },
  ])('a page $name: $on', ({ dates, on }) => {
    expect(nextOf(WINDOW, dates) !== undefined).toBe(on);
  });

  it('lists on past any date where everything is listed, and where a list is in no order', () => {
    expect(nextOf(BEGUN, [D1])).toBeDefined();
    const page = [{ EngagementArn: 'a', StartTime: Date.parse(D1) / 1000 }];
    expect(readPage(contactEngagements, WINDOW, page, 'next').next).toBeDefined();
  });
});
