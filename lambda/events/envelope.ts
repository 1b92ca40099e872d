import * as v from 'valibot';
import { date, maybe, text } from './fields.ts';

/** The definition of an event. */
export interface PublishedEvent {
  readonly detailType: string;
  /** Of the whole event. */
  readonly schema: v.GenericSchema;
  readonly detail: v.GenericSchema & { readonly entries: v.ObjectEntries };
}

/**
 * An event as the target of a rule gets it.
 *
 * `source` is any text, because each EngagementSync may have its own. What EventBridge adds on delivery may be absent,
 * so the events that `npm start -- --json` prints pass too.
 *
 * @param when says what makes the event be published
 */
export function defineEvent(detailType: string, when: string, entries: v.ObjectEntries): PublishedEvent {
  const detail = v.pipe(v.object(entries), v.description('What happened, and to what'));
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
