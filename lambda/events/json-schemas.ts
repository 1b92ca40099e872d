import type { DetailType } from '../apis/detail-types.ts';
import { EVENTS } from './events.ts';
import { jsonSchemaOf } from './json-schema.ts';

/** The JSON Schema (draft-07) of each event, by its detail-type: what is in the files of docs/schemas. */
export const jsonSchemas = Object.fromEntries(
  EVENTS.map((event) => [event.detailType, jsonSchemaOf(event)]),
) as Readonly<Record<DetailType, object>>;
