import * as v from 'valibot';
import { SYNC_COMPLETED } from '../core/contract.ts';
import { defineEvent } from './envelope.ts';
import { count, date, text } from './fields.ts';
import { SyncMetadata } from './metadata.ts';

export const SyncSummary = v.pipe(
  v.object({
    scope: text('As in the metadata'),
    mode: text('baseline: the first listing of the scope. reconcile: everything was listed. window: any other'),
    pages: count('Pages that were listed'),
    listed: count('Resources that were listed'),
    created: count('Created or Started events that this run committed'),
    changed: count('Events of changes that this run committed'),
    expiring: count('Expiring events that this run committed'),
    published: count('Events that EventBridge accepted from this run, those of earlier runs included, this one not'),
    apiCalls: count('Calls of the list API, retries included'),
    startedAt: date('When the run started'),
    durationMs: v.pipe(v.number(), v.integer(), v.description('How long the run took')),
  }),
  v.description('How the run went. The figures do not add up across a listing that took several runs'),
);

export const SYNC_COMPLETED_EVENT = defineEvent(
  SYNC_COMPLETED,
  'A scope was listed to its end, and everything found was published',
  { metadata: SyncMetadata, sync: SyncSummary },
);
