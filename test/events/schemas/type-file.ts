import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import { compile } from 'json-schema-to-typescript';
import type { GenericSchema } from 'valibot';
import { APIS } from '../../../lambda/apis/apis.ts';
import { DetailType } from '../../../lambda/apis/detail-types.ts';
import type { Api } from '../../../lambda/core/api.ts';
import { EVENTS } from '../../../lambda/events/events.ts';
import { Expiry } from '../../../lambda/events/expiry.ts';
import { literalsAreText } from '../../../lambda/events/json-schema.ts';
import { Metadata, SyncMetadata } from '../../../lambda/events/metadata.ts';
import { SyncSummary } from '../../../lambda/events/sync.ts';

const TYPE_FILE = fileURLToPath(new URL('../../../lambda/events/types.ts', import.meta.url));

const pascalCase = (name: string) =>
  name.replaceAll(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** `Invitation`, of the list `invitations`. */
const resourceTypeOf = ({ name }: Api) => pascalCase(name).replace(/s$/, '');

/** A part of the detail of the first event of a kind. */
function partOf(api: Api, kind: 'created' | 'changed', part: string): GenericSchema {
  const definition = Object.values(api.events).find((event) => event.kind === kind);
  const event = EVENTS.find(({ detailType }) => detailType === definition?.detailType);
  return event?.detail.entries[part] as GenericSchema;
}

/** All that has a name in TypeScript; where one is a part of another, the other refers to it. */
function namedSchemas(): Record<string, GenericSchema> {
  const events = Object.entries(DetailType).flatMap(([key, detailType]) =>
    EVENTS.filter((event) => event.detailType === detailType).map(({ schema }) => [`${pascalCase(key)}Event`, schema]),
  );
  return {
    Metadata,
    SyncMetadata,
    Expiry,
    SyncSummary,
    ...Object.fromEntries(
      APIS.flatMap((api) => [
        [resourceTypeOf(api), partOf(api, 'created', api.resource.name)],
        [`Previous${resourceTypeOf(api)}`, partOf(api, 'changed', 'previous')],
      ]),
    ),
    ...Object.fromEntries(events),
  };
}

/** The TypeScript types of the events, made of their schemas, so an editor shows the description of every field. */
export async function definedTypes(): Promise<string> {
  const schemas = namedSchemas();
  const $defs = toJsonSchemaDefs(schemas, {
    ...literalsAreText,
    overrideRef: ({ referenceId }) => `#/$defs/${referenceId}`,
  });
  const events = Object.keys(schemas).filter((name) => name.endsWith('Event'));
  const root = {
    description: 'Any event, told apart by its `detail-type`',
    anyOf: events.map((name) => ({ $ref: `#/$defs/${name}` })),
    $defs: Object.fromEntries(Object.entries($defs).map(([name, { title: _, ...schema }]) => [name, schema])),
  };
  const types = await compile(root as Parameters<typeof compile>[0], 'EngagementSyncEvent', {
    additionalProperties: false,
    bannerComment: '// Written by `npm run schemas`, from the definitions in this folder and in lambda/apis.',
    style: { printWidth: 120, singleQuote: true },
    unreachableDefinitions: true,
  });
  return describeReferences(types, $defs);
}

/** A field whose type has a name gets the description of that type: an editor shows none otherwise. */
const describeReferences = (types: string, $defs: Readonly<Record<string, { description?: string | undefined }>>) =>
  types.replaceAll(/^( +)(\w+: (\w+);)$/gm, (line, indent: string, field: string, type: string) => {
    const description = $defs[type]?.description;
    return description === undefined
      ? line
      : `${indent}/**\n${indent} * ${description}\n${indent} */\n${indent}${field}`;
  });

/** The types as they are checked in. */
export const publishedTypes = () => readFile(TYPE_FILE, 'utf8');

export const publishTypes = async () => writeFile(TYPE_FILE, await definedTypes());
