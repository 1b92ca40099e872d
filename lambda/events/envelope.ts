import * as v from 'valibot';
import { date, maybe, text } from './fields.ts';

/**
 * An event as the target of a rule gets it.
 *
 * `source` is any text, because each EngagementSync may have its own. What EventBridge adds on delivery may be absent,
 * so that the events that `npm start -- --json` prints pass too.
 */
export interface EventOf<Name extends string, Detail> {
  'detail-type': Name;
  source: string;
  /** The ARN of the resource; empty where the API gave none, and in Sync Completed */
  resources: string[];
  /** ISO 8601 UTC: as detail.metadata.detectedAt, in whole seconds */
  time: string;
  detail: Detail;
  version?: string;
  /** Anew for each delivery: to know an event again, use eventId */
  id?: string;
  account?: string;
  region?: string;
}

/** The definition of an event. */
export interface PublishedEvent {
  readonly detailType: string;
  /** Of the whole event. */
  readonly schema: v.GenericSchema;
  readonly detail: v.GenericSchema & { readonly entries: v.ObjectEntries };
}

/** @param when says what makes the event be published */
export function defineEvent(detailType: string, when: string, entries: v.ObjectEntries): PublishedEvent {
  const detail = v.object(entries);
  const schema = v.pipe(
    v.object({
      'detail-type': v.pipe(v.literal(detailType), v.description(when)),
      source: text('engagement-sync, or as set'),
      resources: v.pipe(
        v.array(v.string()),
        v.description('The ARN of the resource; empty where the API gave none, and in Sync Completed'),
      ),
      time: date('As detail.metadata.detectedAt, in whole seconds'),
      detail,
      version: maybe(text('Added by EventBridge')),
      id: maybe(text('Added by EventBridge, anew for each delivery: to know an event again, use eventId')),
      account: maybe(text('Added by EventBridge: the account of the bus')),
      region: maybe(text('Added by EventBridge: the region of the bus')),
    }),
    v.title(detailType),
    v.description(when),
  );
  return { detailType, schema, detail };
}
