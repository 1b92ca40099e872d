import { expect, it } from 'vitest';
import { newest, oldest, toDate } from '../../lambda/core/dates.ts';

const [D1, D2, D3] = ['2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z', '2026-11-03T00:00:00.000Z'];

it('a date is ISO 8601 UTC with milliseconds', () => {
  expect(toDate(Date.UTC(2026, 10, 22, 3, 0, 0, 7))).toBe('2026-11-22T03:00:00.007Z');
});

it.each([
  { name: 'none', dates: [], first: undefined, last: undefined },
  { name: 'none but missing ones', dates: [undefined, undefined], first: undefined, last: undefined },
  { name: 'one', dates: [D2], first: D2, last: D2 },
  { name: 'some, in no order', dates: [D2, D3, D1, D2], first: D1, last: D3 },
  { name: 'some, and missing ones', dates: [undefined, D3, undefined, D2, undefined], first: D2, last: D3 },
])('the oldest and the newest of dates: $name', ({ dates, first, last }) => {
  expect(oldest(dates)).toBe(first);
  expect(newest(dates)).toBe(last);
});

it('dates are read once, in whatever they come', () => {
  const dates = new Map([
    ['a', D2],
    ['b', D1],
  ]);
  expect(oldest(dates.values())).toBe(D1);
  expect(newest(dates.values())).toBe(D2);
});
