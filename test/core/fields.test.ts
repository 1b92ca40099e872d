import { expect, it } from 'vitest';
import { difference, text } from '../../lambda/core/fields.ts';

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
