import * as v from 'valibot';
import type { FieldDefinitions } from '../core/fields.ts';

/*
 * The kinds of fields that events have. A status or a name that this version does not know is text like any other:
 * no field is an enumeration, so that the APIs may add values without an event that consumers refuse.
 */

export const text = (description: string) => v.pipe(v.string(), v.description(description));

export const date = (description: string) =>
  v.pipe(v.string(), v.isoTimestamp(), v.description(`${description}. ISO 8601 UTC`));

export const flag = (description: string) => v.pipe(v.boolean(), v.description(description));

export const count = (description: string, least = 0) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.description(description));

/** A field that may be absent, but is never null. */
export const maybe = <const Schema extends v.GenericSchema>(schema: Schema) => v.exactOptional(schema);

/** The fields of an API's resources, all of which may be absent. */
export const fieldsOf = (definitions: FieldDefinitions): v.ObjectEntries =>
  Object.fromEntries(
    Object.entries(definitions).map(([name, { kind, description }]) => [
      name,
      maybe(kind === 'text' ? text(description) : date(description)),
    ]),
  );
