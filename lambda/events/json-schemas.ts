import type { DetailType } from '../apis/detail-types.ts';
import type { PublishedEvent } from './envelope.ts';
import { EVENTS } from './events.ts';
import { jsonSchemaOf } from './json-schema.ts';

/** Made when somebody asks for it: a function that only wants the guards shall not wait for it at each start. */
function madeOnDemand(event: PublishedEvent): PropertyDescriptor {
  let schema: object | undefined;
  return {
    enumerable: true,
    get() {
      schema ??= jsonSchemaOf(event);
      return schema;
    },
  };
}

/** The JSON Schema (draft-07) of each event, by its detail-type: what is in the files of docs/schemas. */
export const jsonSchemas = Object.defineProperties(
  {},
  Object.fromEntries(EVENTS.map((event) => [event.detailType, madeOnDemand(event)])),
) as Readonly<Record<DetailType, object>>;
