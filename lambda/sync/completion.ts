import { type SyncReport, toCompletionEvent } from '../core/event.ts';
import { oldest } from '../core/window.ts';
import type { Pass } from './list-pass.ts';
import { unanswered } from './outboxes.ts';
import type { Run } from './run.ts';

/** How a run went, beyond what `Sync Completed` tells. */
export interface SyncResult {
  readonly report: SyncReport;
  /** Whether the scope was listed to its end, and everything found was published. */
  readonly complete: boolean;
  readonly oddItems: number;
  /** Changes of a kind that AWS has events for, of which none had told. */
  readonly unannounced: number;
  /** How many resources at hand are not settled: all of them, since the window reaches back to the oldest. */
  readonly open: number;
  /** ISO 8601 UTC: since when the oldest unpublished event waits; absent when all are out. */
  readonly unpublishedSince?: string;
  /** ISO 8601 UTC: when the next open resource expires; absent when none does. */
  readonly nextExpiry?: string;
}

/** A run that could not list to the end, or could not publish. What it did manage is kept. */
export class SyncFailedError extends Error {
  override readonly name = 'SyncFailedError';
  constructor(
    readonly result: SyncResult,
    problems: readonly string[],
    options: ErrorOptions,
  ) {
    const { scope } = result.report;
    super(`${scope}: ${problems.join('; ')}. What was found is kept, and the next run goes on with it.`, options);
  }
}

/** Sums up a run, once everything is done that it could do. */
export function resultOf(run: Run, done: readonly Pass['name'][], listed: boolean): SyncResult {
  const { pages, listed: listedItems, created, changed, expiring, apiCalls, odd, unannounced } = run.tally;
  const nowMs = run.ports.clock.nowMs();
  const now = new Date(nowMs).toISOString();
  const snapshots = run.stored.all();
  const expiries = snapshots.map(({ fields }) => run.source.expiresAt(fields));
  const nextExpiry = oldest(expiries.filter((expiry) => expiry !== undefined && expiry > now));
  const unpublishedSince = oldest(snapshots.map(({ outbox }) => outbox[0]?.detectedAt));
  const mode = done.includes('everything') ? 'reconcile' : 'window';
  return {
    report: {
      scope: run.context.scope,
      mode: run.baseline ? 'baseline' : mode,
      pages,
      listed: listedItems,
      created,
      changed,
      expiring,
      published: run.outboxes.published,
      apiCalls,
      startedAt: new Date(run.startedMs).toISOString(),
      durationMs: nowMs - run.startedMs,
    },
    complete: listed && run.outboxes.failure === undefined,
    oddItems: odd,
    unannounced,
    open: snapshots.filter(({ fields }) => !run.source.isSettled(fields)).length,
    ...(unpublishedSince !== undefined && { unpublishedSince }),
    ...(nextExpiry !== undefined && { nextExpiry }),
  };
}

/** Publishes `Sync Completed`. Returns why it could not. */
export async function announceCompletion(run: Run, report: SyncReport): Promise<string | undefined> {
  const event = toCompletionEvent(run.context, report, new Date(run.ports.clock.nowMs()).toISOString());
  try {
    const [outcome] = await run.ports.publisher.publish([event]);
    if (outcome?.accepted) return undefined;
    return `EventBridge refused Sync Completed: ${outcome?.code ?? 'no answer for this entry'}`;
  } catch (error) {
    return unanswered(error);
  }
}
