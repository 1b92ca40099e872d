import * as v from 'valibot';
import type { Api, EventDefinition } from '../core/api.ts';
import { defineEvent, type EventOf, type PublishedEvent } from './envelope.ts';
import { Expiry } from './expiry.ts';
import { fieldsOf, text } from './fields.ts';
import { Metadata } from './metadata.ts';

/** What follows from the definition of an API: first as types, then as schemas. */

type Simplify<T> = { [Key in keyof T]: T[Key] };

/** The fields of a resource. One that the API left out is absent, never null. */
export type Resource<Of extends Api> = Simplify<
  { [Id in Of['idField']]: string } & { [Name in Exclude<keyof Of['fields'], Of['idField']>]?: string }
>;
/** The old values of the fields that changed. */
type Previous<Of extends Api> = { [Name in Exclude<keyof Of['fields'], Of['idField']>]?: string };
type PublishedParts<Of extends Api> = {
  [Part in keyof Of['scope'] as Of['scope'][Part] extends { readonly description: string } ? Part : never]: string;
};
type Detail<Of extends Api, Kind> = Simplify<
  { metadata: Metadata } & PublishedParts<Of> & {
      [Name in Of['resource']['name']]: Resource<Of>;
    } & (Kind extends 'changed' ? { previous: Previous<Of> } : Kind extends 'expiring' ? { expiry: Expiry } : unknown)
>;

/** Any event of an API. */
export type EventsOf<Of> = Of extends Api
  ? {
      [Key in keyof Of['events']]: EventOf<Of['events'][Key]['detailType'], Detail<Of, Of['events'][Key]['kind']>>;
    }[keyof Of['events']]
  : never;

export function eventsOf(api: Api): PublishedEvent[] {
  const { [api.idField]: id, ...others } = fieldsOf(api.fields);
  const resource = v.pipe(
    v.object({ [api.idField]: text(api.fields[api.idField]?.description ?? ''), ...others }),
    v.description(api.resource.description),
  );
  const previous = v.pipe(
    v.object(others),
    v.description(
      'The old values of the fields that changed. One that was absent before is not in it, so it may be {}',
    ),
  );
  const parts = Object.entries(api.scope).flatMap(([name, { description }]) =>
    description === undefined ? [] : [[name, text(description)] as const],
  );
  const detail = { metadata: Metadata, ...Object.fromEntries(parts), [api.resource.name]: resource };
  const more: Readonly<Record<EventDefinition['kind'], v.ObjectEntries>> = {
    created: {},
    changed: { previous },
    expiring: { expiry: Expiry },
  };
  return Object.values(api.events).map(({ detailType, kind, when }) =>
    defineEvent(detailType, when, { ...detail, ...more[kind] }),
  );
}
