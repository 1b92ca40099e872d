import { expect, it } from 'vitest';
import { breaksOf, type SchemaNode } from './additions.ts';

const NAME = 'Engagement Invitation Expiring';
const text = { type: 'string', description: 'A text' };
const count = { type: 'integer', minimum: 0 };

interface Variation {
  readonly version?: string;
  readonly expiry?: Readonly<Record<string, SchemaNode | undefined>>;
  readonly required?: readonly string[];
  readonly detail?: SchemaNode;
  readonly resources?: SchemaNode;
}
const schema = ({ version = '1.0', expiry, required = ['secondsRemaining'], detail, resources }: Variation = {}) => ({
  [NAME]: {
    type: 'object',
    title: NAME,
    properties: {
      resources: resources ?? { type: 'array', items: text },
      detail: {
        type: 'object',
        properties: {
          metadata: { type: 'object', properties: { schemaVersion: { type: 'string', const: version } } },
          expiry: {
            type: 'object',
            properties: JSON.parse(JSON.stringify({ threshold: text, secondsRemaining: count, ...expiry })),
            required,
          },
        },
        ...detail,
      },
    },
  },
});

it.each<[string, Variation]>([
  ['nothing', {}],
  ['a further field that may be absent', { expiry: { at: text } }],
  ['a further object whose own fields must be there', { expiry: { at: { type: 'object', required: ['hour'] } } }],
  ['another description', { expiry: { threshold: { type: 'string', description: 'Another text' } } }],
  ['another order', { required: ['secondsRemaining'], expiry: { secondsRemaining: count, threshold: text } }],
])('takes %s for an addition', (_, variation) => {
  expect(breaksOf(schema(), schema(variation))).toEqual([]);
});

it.each<[string, Variation, string]>([
  ['a removed field', { expiry: { threshold: undefined } }, 'detail.expiry.threshold: was removed'],
  [
    'another type',
    { expiry: { secondsRemaining: { type: 'string', minimum: 0 } } },
    'detail.expiry.secondsRemaining: type was "integer", is "string"',
  ],
  [
    'a field that may be absent now',
    { required: [] },
    'detail.expiry.secondsRemaining: was always there, may be absent',
  ],
  [
    'a field that must be there now',
    { required: ['secondsRemaining', 'threshold'] },
    'detail.expiry.threshold: must be there, but events that were published before do not have it',
  ],
  [
    'a further field that must be there',
    { required: ['secondsRemaining', 'at'], expiry: { at: text } },
    'detail.expiry.at: must be there, but events that were published before do not have it',
  ],
  [
    'a closed enumeration',
    { expiry: { threshold: { ...text, enum: ['P1D'] } } },
    'detail.expiry.threshold: enum was absent, is ["P1D"]',
  ],
  [
    'another format',
    { expiry: { threshold: { ...text, format: 'date-time' } } },
    'detail.expiry.threshold: format was absent, is "date-time"',
  ],
  [
    'a lower limit',
    { expiry: { secondsRemaining: { type: 'integer' } } },
    'detail.expiry.secondsRemaining: minimum was 0, is absent',
  ],
  ['a closed object', { detail: { additionalProperties: false } }, 'detail: additionalProperties was absent, is false'],
  [
    'other items',
    { resources: { type: 'array', items: { type: 'integer' } } },
    'resources[]: type was "string", is "integer"',
  ],
  ['a version that was lowered', { version: '0.9' }, 'detail.metadata.schemaVersion: const was "1.0", is "0.9"'],
])('refuses %s', (_, variation, line) => {
  expect(breaksOf(schema(), schema(variation))).toEqual([`${NAME}, ${line}`]);
});

it('refuses a narrowed enumeration', () => {
  const of = (...values: string[]) => schema({ expiry: { threshold: { ...text, enum: values } } });
  expect(breaksOf(of('P1D', 'P3D'), of('P1D'))).toEqual([
    `${NAME}, detail.expiry.threshold: enum was ["P1D","P3D"], is ["P1D"]`,
  ]);
});

it('takes a further event for an addition, and refuses one that is gone', () => {
  const both = { ...schema(), 'Sync Completed': schema()[NAME] ?? {} };
  expect(breaksOf(schema(), both)).toEqual([]);
  expect(breaksOf(both, schema())).toEqual(['Sync Completed: was removed']);
});

it('lets anything go once schemaVersion was raised', () => {
  expect(breaksOf(schema({ version: '1.9' }), schema({ version: '1.10', required: [] }))).toEqual([]);
});
