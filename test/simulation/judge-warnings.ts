import { DEFAULT_EXPIRY_THRESHOLDS } from '../../lambda/core/contract.ts';
import type { OutboxEntry, Snapshot } from '../../lambda/core/snapshot.ts';
import { SECOND_MS } from './clock.ts';
import type { Ledger } from './ledger.ts';
import { same } from './oracle.ts';
import type { SimulatedRun } from './run.ts';

/** How long a turn may begin requests. */
const WORKING_MS = 35 * SECOND_MS;

const TIGHTEST_FIRST = [...DEFAULT_EXPIRY_THRESHOLDS].sort((a, b) => a.beforeMs - b.beforeMs);

/** The tightest threshold that is crossed with this much time left. */
const crossedAt = (remainingMs: number) =>
  remainingMs <= 0 ? undefined : TIGHTEST_FIRST.find(({ beforeMs }) => remainingMs <= beforeMs);

/** Whether a warning for this threshold, or a tighter one, was promised for this expiration date. */
function wasWarned(ledger: Ledger, snapshot: Snapshot, beforeMs: number): boolean {
  return Array.from({ length: snapshot.sequence }, (_, index) => ledger.promisedOf(snapshot.id, index + 1)).some(
    (event) =>
      event?.entry.expiry !== undefined &&
      event.fields.expirationDate === snapshot.fields.expirationDate &&
      TIGHTEST_FIRST.some((each) => each.threshold === event.entry.expiry?.threshold && each.beforeMs <= beforeMs),
  );
}

/** Judges a warning at the moment it is committed. */
export function judgeWarning(
  ledger: Ledger,
  run: SimulatedRun,
  before: Snapshot | undefined,
  next: Snapshot,
  entry: OutboxEntry,
): void {
  const wrong = (what: string) => ledger.fail(`${next.id} #${entry.sequence} Expiring: ${what}`);
  if (before?.fields.status !== 'PENDING') {
    wrong('is not PENDING');
    return;
  }
  if (!same(before.fields, next.fields)) wrong('changes the state');
  // The latest known state is what this run itself has listed, even if it could not commit it.
  const status = run.turn?.seen.get(next.id)?.findLast(({ fields }) => fields.status !== undefined)?.fields.status;
  if (status !== undefined && status !== 'PENDING') {
    wrong(`this run has listed it as ${status}`);
  }

  const remainingMs = Date.parse(next.fields.expirationDate ?? '') - Date.parse(entry.detectedAt);
  const crossed = crossedAt(remainingMs);
  if (crossed?.threshold !== entry.expiry?.threshold) {
    wrong(`should be ${crossed?.threshold ?? 'no warning'}`);
    return;
  }
  if (crossed && wasWarned(ledger, before, crossed.beforeMs)) wrong('was warned of already');
  if (entry.expiry?.secondsRemaining !== Math.floor(remainingMs / 1000)) wrong('secondsRemaining is wrong');
  if (!entry.stale && run.ends.size === 0) wrong('should be stale: the listing has not come to its end');
}

/** No threshold is missed: if it was crossed when a run began, and the invitation is still open at its end, it was warned of. */
export function judgeThresholds(ledger: Ledger, run: SimulatedRun): void {
  const { clock } = ledger;
  // If the clock jumps, nobody can say when each threshold was crossed.
  const shownMs = clock.shownMs + run.skewMs;
  if (shownMs - clock.trueMs !== run.shownStartMs - run.startedMs) return;
  // A turn whose time is over leaves it to the next one.
  if (clock.trueMs - (run.turn?.takenMs ?? 0) > WORKING_MS) return;
  for (const id of ledger.versions.keys()) {
    const [first, ...others] = ledger.versionsDuring(id, run.startedMs, clock.trueMs);
    const now = others.at(-1) ?? first;
    // If another run changed it in between, the next run warns.
    if (!first || !now || first.atMs > run.startedMs || others.some(({ by }) => by !== run)) continue;
    const { status, expirationDate = '' } = now.snapshot.fields;
    const expiresMs = Date.parse(expirationDate);
    if (status !== 'PENDING' || !(expiresMs > shownMs) || first.snapshot.fields.status !== 'PENDING') continue;
    const crossed = crossedAt(expiresMs - run.shownStartMs);
    if (crossed && !wasWarned(ledger, now.snapshot, crossed.beforeMs)) {
      ledger.fail(`${id}: ${run.name} ended without the warning ${crossed.threshold}`);
    }
  }
}
