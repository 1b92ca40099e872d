import { expect, it } from 'vitest';
import { inputValidator } from '../../../local/aws/model-validation.ts';
import type { Shape } from '../../../local/aws/service-model.ts';

const validatorOf = (shape: Shape) =>
  inputValidator({
    metadata: { jsonVersion: '1.1', targetPrefix: 'Test' },
    operation: { name: 'Test', input: { shape: 'Input' } },
    shapes: { Input: { type: 'structure', members: { Value: { shape: 'Value' } } }, Value: shape },
  });

it.each<{ name: string; shape: Shape; good: unknown; bad: unknown; says: string }>([
  {
    name: 'a pattern, over the whole text',
    shape: { type: 'string', pattern: '[a-z]+' },
    good: 'abc',
    bad: 'abc1',
    says: '"abc1"',
  },
  {
    name: 'a pattern of alternatives',
    shape: { type: 'string', pattern: 'a|bc' },
    good: 'bc',
    bad: 'ac',
    says: '"ac"',
  },
  {
    name: 'a dot that spares line breaks',
    shape: { type: 'string', pattern: '.{0,2}' },
    good: 'ab',
    bad: 'a\n',
    says: 'Value',
  },
  {
    name: 'a dot that takes line breaks',
    shape: { type: 'string', pattern: '(?s).{0,2}' },
    good: 'a\n',
    bad: 'abc',
    says: 'Value',
  },
  { name: 'a least length', shape: { type: 'string', min: 2 }, good: 'ab', bad: 'a', says: 'fewer than 2' },
  { name: 'a time in seconds', shape: { type: 'timestamp' }, good: 1.5, bad: '2026-11-22', says: 'must be number' },
  {
    name: 'a time as a text',
    shape: { type: 'timestamp', timestampFormat: 'iso8601' },
    good: '2026',
    bad: 1.5,
    says: 'must be string',
  },
  { name: 'a whole number', shape: { type: 'integer' }, good: 1, bad: 1.5, says: 'must be integer' },
  {
    name: 'an enumeration',
    shape: { type: 'string', enum: ['A', 'B'] },
    good: 'A',
    bad: 'C',
    says: 'must be one of A, B',
  },
])('demands $name', ({ shape, good, bad, says }) => {
  const violationOf = validatorOf(shape);
  expect(violationOf({ Value: good })).toBeUndefined();
  expect(violationOf({ Value: bad })).toMatchObject({ field: 'Value', message: expect.stringContaining(says) });
});

it('ignores members it does not know', () => {
  expect(validatorOf({ type: 'string' })({ Other: 1 })).toBeUndefined();
});

it('refuses to guess at a shape it has no rule for', () => {
  expect(() => validatorOf({ type: 'blob' })).toThrow('No rule for a shape of type "blob" (Value)');
});
