import { expect, it } from 'vitest';
import { TEMPLATE_VARIANTS } from '../support/template-variants.ts';
import { findingsOf } from './checker.ts';

const check = (documents: object) => findingsOf('check_openapi.py', [], JSON.stringify(documents));

const schemas = new Map<string, object>(
  TEMPLATE_VARIANTS.flatMap(({ template }) => Object.values(template.Resources))
    .filter(({ Type }) => Type === 'AWS::EventSchemas::Schema')
    .map(({ Properties }) => [Properties?.SchemaName, JSON.parse(Properties?.Content)]),
);

it.each([...schemas])('the schema %s in the registry is OpenAPI 3.0', (name, document) => {
  expect(check({ [name]: document })).toEqual([]);
});

it('all schemas are looked at, under each source', () => {
  expect(schemas.size).toBe(20);
});

it('what is not OpenAPI 3.0 is found', () => {
  const components = { schemas: { Empty: { type: 'object', required: [] } } };
  const document = { openapi: '3.0.0', info: { title: 'Wrong', version: '1.0' }, paths: {}, components };
  expect(check({ document })).toContain('document: $.components.schemas.Empty.required: [] should be non-empty');
});
