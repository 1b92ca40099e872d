import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { EVENTS } from '../../../lambda/events/events.ts';
import { jsonSchemaOf } from '../../../lambda/events/json-schema.ts';
import { breaksOf, type SchemaSet } from './additions.ts';

export const SCHEMA_FOLDER = fileURLToPath(new URL('../../../docs/schemas/', import.meta.url));

/** A change of the events is not an addition. The message names it, and says what to do. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
}

/** The schemas from the definition in lambda/events. */
export const definedSchemas = (): SchemaSet =>
  Object.fromEntries(EVENTS.map((event) => [event.detailType, { ...jsonSchemaOf(event) }]));

/** The schemas that are checked in. */
export async function publishedSchemas(folder = SCHEMA_FOLDER): Promise<SchemaSet> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const schemas = await Promise.all(names.map(async (name) => JSON.parse(await readFile(folder + name, 'utf8'))));
  return Object.fromEntries(schemas.map((schema) => [schema.title, schema]));
}

/** @throws ContractError */
export function refuseBreaks(before: SchemaSet, after: SchemaSet): void {
  const breaks = breaksOf(before, after);
  if (breaks.length === 0) return;
  throw new ContractError(
    [
      'The events change only by addition, but:',
      ...breaks.map((line) => `- ${line}`),
      'Take it back, or add another field that may be absent. If its meaning has to change, raise SCHEMA_VERSION in',
      'lambda/core/contract.ts, and say in CHANGELOG.md what consumers have to do.',
    ].join('\n'),
  );
}

/**
 * Writes the defined schemas.
 *
 * @throws ContractError without writing anything
 */
export async function publishSchemas(defined: SchemaSet, folder = SCHEMA_FOLDER): Promise<void> {
  await mkdir(folder, { recursive: true });
  const published = await publishedSchemas(folder);
  refuseBreaks(published, defined);
  const fileOf = (detailType: string) => `${folder}${detailType.replaceAll(' ', '')}.json`;
  for (const detailType of Object.keys(published)) if (!defined[detailType]) await rm(fileOf(detailType));
  for (const [detailType, schema] of Object.entries(defined)) {
    await writeFile(fileOf(detailType), `${JSON.stringify(schema, undefined, 2)}\n`);
  }
}
