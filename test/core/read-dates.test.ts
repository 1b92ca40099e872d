import { describe, expect, it } from 'vitest';
import { readItem } from '../../lambda/core/fields.ts';

const description = 'Of a test';

const read = (kind: 'date-time' | 'epoch-seconds', value: unknown) =>
  readItem({ date: { path: 'Date', kind, description } }, { Date: value });
const UNREADABLE = { fields: {}, odd: 1 };

describe('a date and time as text', () => {
  it.each([
    { name: 'in UTC', value: '2026-11-20T10:00:00Z', date: '2026-11-20T10:00:00.000Z' },
    { name: 'with milliseconds', value: '2026-11-20T10:00:00.123Z', date: '2026-11-20T10:00:00.123Z' },
    { name: 'with tenths of a second', value: '2026-11-20T10:00:00.5Z', date: '2026-11-20T10:00:00.500Z' },
    { name: 'with nanoseconds', value: '2026-11-20T10:00:00.123999999Z', date: '2026-11-20T10:00:00.123Z' },
    { name: 'in small letters', value: '2026-11-20t10:00:00z', date: '2026-11-20T10:00:00.000Z' },
    { name: 'east of UTC', value: '2026-11-20T10:00:00+05:30', date: '2026-11-20T04:30:00.000Z' },
    { name: 'west of UTC', value: '2026-11-20T10:00:00.250-08:00', date: '2026-11-20T18:00:00.250Z' },
    { name: 'on a leap day', value: '2028-02-29T00:00:00Z', date: '2028-02-29T00:00:00.000Z' },
    { name: 'the first of all', value: '0000-01-01T00:00:00Z', date: '0000-01-01T00:00:00.000Z' },
    { name: 'the last of all', value: '9999-12-31T23:59:59.999Z', date: '9999-12-31T23:59:59.999Z' },
  ])('$name: $date', ({ value, date }) => {
    expect(read('date-time', value)).toStrictEqual({ fields: { date }, odd: 0 });
  });

  it.each([
    { name: 'a word', value: 'yesterday' },
    { name: 'nothing', value: '' },
    { name: 'a day alone', value: '2026-11-20' },
    { name: 'no time zone', value: '2026-11-20T10:00:00' },
    { name: 'no seconds', value: '2026-11-20T10:00Z' },
    { name: 'a space in the middle', value: '2026-11-20 10:00:00Z' },
    { name: 'something before it', value: ' 2026-11-20T10:00:00Z' },
    { name: 'something behind it', value: '2026-11-20T10:00:00Z ' },
    { name: 'an offset without a colon', value: '2026-11-20T10:00:00+0100' },
    { name: 'a point without a fraction', value: '2026-11-20T10:00:00.Z' },
    { name: 'a day as browsers write it', value: 'Fri, 20 Nov 2026 10:00:00 GMT' },
    { name: 'a year of six digits', value: '+002026-11-20T10:00:00Z' },
    { name: 'a month that does not exist', value: '2026-13-01T00:00:00Z' },
    { name: 'a day 0', value: '2026-11-00T00:00:00Z' },
    { name: 'a minute that does not exist', value: '2026-11-20T10:60:00Z' },
    { name: 'an offset that does not exist', value: '2026-11-20T10:00:00+25:00' },
    { name: 'a day before the first, by its offset', value: '0000-01-01T00:00:00+00:01' },
    { name: 'a day behind the last, by its offset', value: '9999-12-31T23:59:59-00:01' },
    { name: 'seconds', value: 1795168800 },
    { name: 'an object', value: {} },
    { name: 'a list', value: ['2026-11-20T10:00:00Z'] },
    { name: 'true', value: true },
  ])('is not one: $name', ({ value }) => {
    expect(read('date-time', value)).toStrictEqual(UNREADABLE);
  });

  it.each([
    { name: 'February 30', value: '2026-02-30T00:00:00Z' },
    { name: 'February 29 of a common year', value: '2026-02-29T00:00:00Z' },
    { name: 'November 31', value: '2026-11-31T00:00:00Z' },
    { name: 'hour 24', value: '2026-11-20T24:00:00Z' },
  ])('is not made up from one that does not exist: $name', ({ value }) => {
    expect(read('date-time', value)).toStrictEqual(UNREADABLE);
  });
});

describe('a date and time in seconds since 1970', () => {
  const seconds = (date: string) => Date.parse(date) / 1000;

  it.each([
    { name: 'whole', value: 1795168800, date: '2026-11-20T10:00:00.000Z' },
    { name: 'with a fraction', value: 1795168800.123, date: '2026-11-20T10:00:00.123Z' },
    { name: 'with a longer one, to the nearest', value: 1795168800.1235, date: '2026-11-20T10:00:00.124Z' },
    { name: 'the beginning', value: 0, date: '1970-01-01T00:00:00.000Z' },
    { name: 'before it', value: -0.5, date: '1969-12-31T23:59:59.500Z' },
    { name: 'the first of all', value: seconds('0000-01-01T00:00:00Z'), date: '0000-01-01T00:00:00.000Z' },
    { name: 'the last of all', value: seconds('9999-12-31T23:59:59.999Z'), date: '9999-12-31T23:59:59.999Z' },
  ])('$name: $date', ({ value, date }) => {
    expect(read('epoch-seconds', value)).toStrictEqual({ fields: { date }, odd: 0 });
  });

  it.each([
    { name: 'before the first of all', value: seconds('0000-01-01T00:00:00Z') - 0.001 },
    { name: 'behind the last of all', value: seconds('9999-12-31T23:59:59.999Z') + 0.001 },
    { name: 'milliseconds', value: 1795168800000 },
    { name: 'a number too large for a date', value: 1e300 },
    { name: 'a number too large for JSON', value: JSON.parse('1e400') },
    { name: 'a text', value: '2026-11-20T10:00:00Z' },
    { name: 'a number as text', value: '1795168800' },
    { name: 'an object', value: {} },
    { name: 'a list', value: [1795168800] },
    { name: 'true', value: true },
  ])('is not one: $name', ({ value }) => {
    expect(read('epoch-seconds', value)).toStrictEqual(UNREADABLE);
  });
});
