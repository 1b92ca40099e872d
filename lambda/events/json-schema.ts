import { type ConversionConfig, type JsonSchema, toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { SCHEMA_VERSION } from '../core/contract.ts';
import type { PublishedEvent } from './envelope.ts';
import { schemaNameOf } from './events.ts';

/** Literals are all text, which the conversion leaves unsaid and generators of code want to know. */
export const literalsAreText: ConversionConfig = {
  overrideSchema: ({ valibotSchema, jsonSchema }) =>
    valibotSchema.type === 'literal' ? { type: 'string', ...jsonSchema } : undefined,
};

/** The whole event as a JSON Schema of draft-07. */
export const jsonSchemaOf = ({ schema }: PublishedEvent): JsonSchema => toJsonSchema(schema, literalsAreText);

export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: object;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/**
 * The whole event as an OpenAPI 3.0 document, laid out as those of AWS's own events are: `AWSEvent` with its
 * `x-amazon-events-…`, and a component for each object within.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-schemas-infer-from-json.html
 */
export function openApiOf(event: PublishedEvent, source: string): OpenApiDocument {
  const name = schemaNameOf(event);
  const { schema, detail, detailType } = event;
  const parts = Object.entries(detail.entries as Readonly<Record<string, GenericSchema>>).filter(
    ([, { type }]) => type === 'object',
  );
  const { AWSEvent, ...components } = toJsonSchemaDefs(
    { AWSEvent: schema, [name]: detail, ...Object.fromEntries(parts.map(([key, part]) => [pascalCase(key), part])) },
    {
      ...literalsAreText,
      target: 'openapi-3.0',
      overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
    },
  );
  return {
    openapi: '3.0.0',
    info: { title: name, version: SCHEMA_VERSION },
    paths: {},
    components: {
      schemas: {
        AWSEvent: {
          ...withoutEmptyRequired(AWSEvent),
          'x-amazon-events-detail-type': detailType,
          'x-amazon-events-source': source,
        },
        ...Object.fromEntries(Object.entries(components).map(([key, each]) => [key, withoutEmptyRequired(each)])),
      },
    },
  };
}

/** OpenAPI 3.0 wants at least one name in a list of those that must be there; the conversion writes an empty list. */
const withoutEmptyRequired = <Node>(node: Node): Node =>
  JSON.parse(JSON.stringify(node, (key, value) => (key === 'required' && value.length === 0 ? undefined : value)));

const pascalCase = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
