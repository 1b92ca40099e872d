import * as v from 'valibot';
import type { Api, EventDefinition } from '../core/api.ts';
import { defineEvent, type PublishedEvent } from './envelope.ts';
import { Expiry } from './expiry.ts';
import { fieldsOf, text } from './fields.ts';
import { Metadata } from './metadata.ts';

/** What follows from the definition of an API. */
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
