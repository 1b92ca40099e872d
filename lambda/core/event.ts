import type { Metadata, SyncMetadata, SyncSummary } from '../events/types.ts';
import type { Api } from './api.ts';
import { SCHEMA_VERSION, SYNC_COMPLETED } from './contract.ts';
import { requireScopeParts } from './scope-name.ts';
import type { OutboxEntry, Snapshot } from './snapshot.ts';

/** An event as a rule's target gets it, without the members that EventBridge adds (`id`, `account`, `region`, `version`). */
export interface FeedEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly resources: readonly string[];
  /** ISO 8601 UTC: when the change was detected */
  readonly time: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The values that all events of a scope share. */
export interface EventContext {
  readonly scope: string;
  /** `source` of the events */
  readonly eventSource: string;
  /** A cryptographic digest as hexadecimal text. A parameter, which keeps this module free of imports. */
  digest(text: string): string;
}

/** How a sync went, as `Sync Completed` tells it. */
export interface SyncReport extends Readonly<SyncSummary> {
  readonly mode: 'baseline' | 'window' | 'reconcile';
}

/**
 * The event of one outbox entry. It depends only on what is stored, so every delivery of a change has the same detail and
 * `eventId`, whichever run sends it.
 */
export function toEvent(context: EventContext, api: Api, snapshot: Snapshot, entry: OutboxEntry): FeedEvent {
  const fields = entry.fields ?? snapshot.fields;
  const { detailType, sequence, detectedAt, previous, expiry } = entry;
  return {
    source: context.eventSource,
    'detail-type': detailType,
    resources: fields.arn === undefined ? [] : [fields.arn],
    time: detectedAt,
    detail: {
      metadata: {
        schemaVersion: SCHEMA_VERSION,
        eventId: eventId(context, [snapshot.id, sequence, detailType, canonical(fields), expiry?.threshold ?? null]),
        sequence,
        scope: context.scope,
        detectedAt,
        baseline: entry.baseline ?? false,
        replay: false,
        stale: entry.stale ?? false,
      } satisfies Metadata,
      ...publishedPartsOf(api, context.scope),
      [api.resource.name]: fields,
      ...(previous && { previous }),
      ...(expiry && { expiry }),
    },
  };
}

/** The parts of the scope that an event carries beside the resource, such as the catalog. */
function publishedPartsOf(api: Api, scope: string) {
  const parts = Object.entries(requireScopeParts(api, scope));
  return Object.fromEntries(parts.filter(([name]) => api.scope[name]?.description !== undefined));
}

/** `Sync Completed`. It is about a scope, not a resource, so it has neither `resources` nor a `sequence`. */
export function toCompletionEvent(context: EventContext, report: SyncReport, detectedAt: string): FeedEvent {
  return {
    source: context.eventSource,
    'detail-type': SYNC_COMPLETED,
    resources: [],
    time: detectedAt,
    detail: {
      metadata: {
        schemaVersion: SCHEMA_VERSION,
        eventId: eventId(context, [SYNC_COMPLETED, report]),
        scope: context.scope,
        detectedAt,
        baseline: report.mode === 'baseline',
        replay: false,
        stale: false,
      } satisfies SyncMetadata,
      sync: report,
    },
  };
}

/**
 * Derives the id of a change from its content. The same change gets the same id, even if it is found again after the table
 * was lost; a different change gets a different id. Opaque, so consumers may log it.
 */
const eventId = (context: EventContext, change: readonly unknown[]) =>
  context.digest(JSON.stringify([context.scope, ...change])).slice(0, 32);

/** Sorted, because DynamoDB returns a map's keys in any order. */
const canonical = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
