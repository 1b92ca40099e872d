import { DetailType } from '../core/contract.ts';
import { dueWarning } from '../core/deadlines.ts';
import { nextSnapshot, type Snapshot } from '../core/snapshot.ts';
import { commit } from './commit.ts';
import type { Run } from './run.ts';

/**
 * Warns of what is about to expire. Judged at the end of a run, against what is stored: even when the listing failed,
 * since an outage of the API must not swallow a warning.
 *
 * @param stale whether the listing did not come to its end, so that a warning may be late news
 */
export async function warnOfDeadlines(run: Run, stale: boolean): Promise<void> {
  for (const snapshot of run.stored.all()) {
    // An unresolved one may have been answered: we have listed something that was not committed.
    if (!run.tally.unresolved.has(snapshot.id)) await warnOf(run, snapshot, stale);
  }
}

async function warnOf(run: Run, snapshot: Snapshot, stale: boolean): Promise<void> {
  const expiresAt = run.source.expiresAt(snapshot.fields);
  if (expiresAt === undefined) return;
  const nowMs = run.ports.clock.nowMs();
  const warning = dueWarning(snapshot, expiresAt, run.settings.expiryThresholds, nowMs);
  if (!warning) return;

  const announcement = {
    detailType: DetailType.invitationExpiring,
    detectedAt: new Date(nowMs).toISOString(),
    expiry: warning.expiry,
    ...(stale && { stale: true as const }),
  };
  const next = nextSnapshot(snapshot, snapshot.fields, announcement, warning.mark);
  if (await commit(run, next)) run.tally.expiring += 1;
}
