import { expect, it } from 'vitest';
import { difference, isUsableId } from '../../lambda/core/fields.ts';

const NAMES = ['c', 'b', 'a'];

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
  {
    name: 'fields of other names',
    before: { d: '1', e: '1', a: '1' },
    after: { d: '2', f: '1', a: '2' },
    changed: ['a'],
    previous: { a: '1' },
  },
])('the difference of fields: $name', ({ before, after, changed, previous }) => {
  expect(difference(before, after, NAMES)).toStrictEqual({ changed, previous });
});

it('an id is a text of 1 to 900 bytes', () => {
  expect(
    [undefined, '', 'i', 'i'.repeat(900), 'i'.repeat(901), '€'.repeat(300), '€'.repeat(301)].map(isUsableId),
  ).toEqual([false, false, true, true, false, true, false]);
});
