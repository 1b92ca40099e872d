import { expect, it } from 'vitest';
import { difference, isUsableId, publishable, text } from '../../lambda/core/fields.ts';

it.each([
  { name: 'nothing', before: {}, after: {}, changed: [], previous: {} },
  {
    name: 'the same in another order',
    before: { a: '1', b: '2' },
    after: { b: '2', a: '1' },
    changed: [],
    previous: {},
  },
  { name: 'a value', before: { a: '1', b: '2' }, after: { a: '1', b: '3' }, changed: ['b'], previous: { b: '2' } },
  { name: 'a new field', before: { a: '1' }, after: { a: '1', b: '2' }, changed: ['b'], previous: {} },
  { name: 'a lost field', before: { a: '1', b: '2' }, after: { a: '1' }, changed: ['b'], previous: { b: '2' } },
  { name: 'a lost empty field', before: { a: '' }, after: {}, changed: ['a'], previous: { a: '' } },
  {
    name: 'several, sorted',
    before: { c: '1', a: '1', b: '1' },
    after: { a: '2', c: '2', b: '1' },
    changed: ['a', 'c'],
    previous: { a: '1', c: '1' },
  },
])('the difference of fields: $name', ({ before, after, changed, previous }) => {
  expect(difference(before, after)).toStrictEqual({ changed, previous });
});

it.each([
  { name: 'a text', value: 'Grüße 🙂', expected: 'Grüße 🙂' },
  { name: 'half a character', value: 'a\ud83dz\ude42', expected: 'a\ufffdz\ufffd' },
  { name: 'no text', value: 5, expected: undefined },
])('the text of $name', ({ value, expected }) => {
  expect(text(value)).toBe(expected);
});

it.each([
  { name: '2,048 characters', value: 'x'.repeat(2048), kept: 'x'.repeat(2048), clipped: 0 },
  { name: '2,049 characters', value: 'x'.repeat(2049), kept: 'x'.repeat(2048), clipped: 1 },
  { name: 'a pair at its end', value: `${'x'.repeat(2046)}🙂`, kept: `${'x'.repeat(2046)}🙂`, clipped: 0 },
  { name: 'a pair before the cut', value: `${'x'.repeat(2046)}🙂x`, kept: `${'x'.repeat(2046)}🙂`, clipped: 1 },
  { name: 'a pair across the cut', value: `${'x'.repeat(2047)}🙂`, kept: 'x'.repeat(2047), clipped: 1 },
  { name: 'a pair behind the cut', value: `${'x'.repeat(2048)}🙂`, kept: 'x'.repeat(2048), clipped: 1 },
  { name: 'nothing', value: '', kept: '', clipped: 0 },
])('a text of $name is cut to whole characters, 2,048 at most', ({ value, kept, clipped }) => {
  expect(publishable({ title: value })).toStrictEqual({ fields: { title: kept }, clipped });
});

it('what is missing is left out, and every text that is cut counts', () => {
  const long = 'x'.repeat(3000);
  const { fields, clipped } = publishable({ a: long, b: undefined, c: 'c', d: long });
  expect(Object.keys(fields)).toEqual(['a', 'c', 'd']);
  expect(clipped).toBe(2);
});

it('an id is a text of 1 to 900 bytes', () => {
  expect(
    [undefined, '', 'i', 'i'.repeat(900), 'i'.repeat(901), '€'.repeat(300), '€'.repeat(301)].map(isUsableId),
  ).toEqual([false, false, true, true, false, true, false]);
});
