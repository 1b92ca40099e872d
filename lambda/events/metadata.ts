import * as v from 'valibot';
import { SCHEMA_VERSION } from '../core/contract.ts';
import { count, date, flag, text } from './fields.ts';

const common = {
  // A literal: what a field means under another version is not known here, so guards say no to it.
  schemaVersion: v.pipe(
    v.literal(SCHEMA_VERSION),
    v.description('Raised when a field changes its meaning. Additions do not raise it'),
  ),
  eventId: text('Names the change: the same on every delivery. Opaque; drop an event whose id you have seen'),
  scope: text('The list it was found in, such as invitations/AWS/RECEIVER'),
  detectedAt: date('When the change was detected, which is not when it happened: the APIs do not tell'),
  baseline: flag('Found in the first listing of the scope, or the completion of that listing'),
  replay: flag('Always false in this version'),
  stale: flag('Judged from what was stored, because the listing of that run did not come to its end'),
};

/** Of an event about a resource. */
export const Metadata = v.pipe(
  v.object({
    ...common,
    sequence: count('Counts the events of this resource in this scope: 1, 2, 3, without a gap. Order by it', 1),
  }),
  v.description('About the event itself'),
);

/** Of `Sync Completed`, which belongs to a scope and so has no place in the order of a resource. */
export const SyncMetadata = v.pipe(v.object(common), v.description('About the event itself'));
