import { NO_COUNTS, sum } from '../core/counts.ts';
import { toDate } from '../core/dates.ts';
import { type SyncReport, toCompletionEvent } from '../core/event.ts';
import type { NextExpiry } from '../core/expiries.ts';
import { unanswered } from './outboxes.ts';
import { eventContextOf, type Scope } from './scope.ts';
import type { TurnResult } from './turn.ts';

/** The result of a run, beyond the report in `Sync Completed`. */
export interface SyncResult {
  readonly report: SyncReport;
  /** Whether the scope was listed to its end, and everything found was published. */
  readonly complete: boolean;
  readonly turns: number;
  /** Why AWS refused the list, if this account need not have it. The run has not failed then. */
  readonly unavailable?: string;
  /** No earlier run began on this day (UTC). */
  readonly isFirstOfDay?: true;
  /** Items without a usable id, values that could not be read, and texts that were cut. */
  readonly oddItems: number;
  /** Changes that AWS has events for, but sent none about. */
  readonly unannounced: number;
  /** How many open resources every run looks at. */
  readonly open: number;
  /** ISO 8601 UTC: since when the oldest unpublished event has been waiting; absent if all are published. */
  readonly unpublishedSince?: string;
  /** The open resources that expire next, soonest first. Ids and times only, because it is logged. */
  readonly nextExpiries: readonly NextExpiry[];
}

/** A run could not list to the end, or could not publish. It keeps the changes it found. */
export class SyncFailedError extends Error {
  override readonly name = 'SyncFailedError';
  constructor(
    readonly result: SyncResult,
    problems: readonly string[],
    options: ErrorOptions,
  ) {
    const { scope } = result.report;
    super(`${scope}: ${problems.join('; ')}. The changes found are kept, and the next run continues.`, options);
  }
}

/**
 * Sums up a run after all its turns.
 *
 * @param turns at least one
 */
export function resultOf({ name, ports }: Scope, startedMs: number, turns: readonly TurnResult[]): SyncResult {
  const { odd, unannounced, ...counts } = turns.map((turn) => turn.counts).reduce(sum, NO_COUNTS);
  const isBaseline = turns.some((turn) => turn.isBaseline);
  const isEverythingDone = turns.some((turn) => turn.isEverythingDone);
  const last = turns.at(-1);
  // Another run may have finished the first listing meanwhile.
  const isFirst = isBaseline && (isEverythingDone || last?.isBaseline);
  const isListed = last && (last.isEverythingDone || (last.isWindowDone && !last.isBaseline));
  return {
    report: {
      scope: name,
      mode: isFirst ? 'baseline' : isEverythingDone ? 'reconcile' : 'window',
      ...counts,
      startedAt: toDate(startedMs),
      durationMs: ports.clock.nowMs() - startedMs,
    },
    complete: isListed === true && last?.isKept === true && last.failures.length === 0,
    turns: turns.length,
    oddItems: odd,
    // The resources of a baseline were there before anyone listened to native events.
    unannounced: isBaseline ? 0 : unannounced,
    open: last?.open ?? 0,
    nextExpiries: last?.nextExpiries ?? [],
    ...(last?.unpublishedSince !== undefined && { unpublishedSince: last.unpublishedSince }),
  };
}

/** Publishes `Sync Completed`. Returns the reason if it could not. */
export async function announceCompletion(scope: Scope, report: SyncReport): Promise<string | undefined> {
  const event = toCompletionEvent(eventContextOf(scope), report, toDate(scope.ports.clock.nowMs()));
  try {
    const [outcome] = await scope.ports.publisher.publish([event]);
    if (outcome?.accepted) return undefined;
    return `EventBridge refused Sync Completed: ${outcome?.code ?? 'no answer for this entry'}`;
  } catch (error) {
    return unanswered(error);
  }
}
