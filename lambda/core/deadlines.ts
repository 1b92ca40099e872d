import type { Expiry } from '../events/types.ts';
import type { ExpiryThreshold } from './contract.ts';
import type { Snapshot } from './snapshot.ts';

/** A warning that is due; `mark` records in the snapshot that it was sent. */
export interface Warning {
  readonly expiry: Expiry;
  readonly mark: string;
}

const markOf = (threshold: string, expiresAt: string) => `${threshold}@${expiresAt}`;

/**
 * The warning that an open resource is due at `nowMs`, if any.
 *
 * Only the tightest of the crossed thresholds counts: a warning three days ahead is worthless four hours before the end.
 * It is due unless it, or a tighter one, was sent for the same expiration date. If the expiration date moves, all
 * thresholds count again; once it has passed, none does.
 *
 * @param expiresAt ISO 8601 UTC
 */
export function dueWarning(
  snapshot: Snapshot,
  expiresAt: string,
  thresholds: readonly ExpiryThreshold[],
  nowMs: number,
): Warning | undefined {
  const remainingMs = Date.parse(expiresAt) - nowMs;
  if (remainingMs <= 0) return undefined;

  const tightestFirst = [...thresholds].sort((a, b) => a.beforeMs - b.beforeMs);
  const tightest = tightestFirst.findIndex(({ beforeMs }) => remainingMs <= beforeMs);
  const crossed = tightestFirst[tightest];
  if (!crossed) return undefined;

  const given = tightestFirst.slice(0, tightest + 1).map(({ threshold }) => markOf(threshold, expiresAt));
  if (given.some((mark) => snapshot.warned.includes(mark))) return undefined;

  return {
    expiry: { threshold: crossed.threshold, secondsRemaining: Math.floor(remainingMs / 1000) },
    mark: markOf(crossed.threshold, expiresAt),
  };
}
