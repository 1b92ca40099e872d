import { type Checkpoint, NO_CHECKPOINT } from '../../lambda/core/checkpoint.ts';
import { SECOND_MS } from './clock.ts';
import type { Ledger } from './ledger.ts';
import type { SimulatedRun } from './run.ts';

/** From the contract. */
const WAKE_UP_INTERVAL_MS = 20 * SECOND_MS;
/** The largest difference between the clocks of two functions. */
const MOST_SKEW_MS = 10 * SECOND_MS;

type StoredCheckpoint = Partial<Checkpoint> & { readonly leaseBy?: string; readonly leaseUntil?: string };

/** Every write of the checkpoint takes a turn, gives it back, or asks for a reconciliation. */
export function judgeCheckpoint(
  ledger: Ledger,
  run: SimulatedRun,
  before: StoredCheckpoint = {},
  next: StoredCheckpoint = {},
): void {
  const isTaking = next.leaseUntil !== undefined && next.leaseUntil !== before.leaseUntil;
  const isGivingBack = before.leaseUntil !== undefined && next.leaseUntil === undefined;
  if (isTaking) judgeTaking(ledger, run, before, next);
  if (isGivingBack && run.turn?.by !== next.leaseBy) ledger.fail(`${run.name}: gave back what another one has`);
  if (!isTaking && before.leaseBy !== next.leaseBy) ledger.fail('checkpoint: the lease has changed hands by itself');

  const { leaseBy: _by, leaseUntil: _until, ...checkpoint } = next;
  ledger.checkpoint = { ...NO_CHECKPOINT, ...checkpoint };
  ledger.leaseBy = next.leaseBy;
  if (before.baselineDone && !next.baselineDone) ledger.fail('checkpoint: the baseline is not done any more');
  if (!before.baselineDone && next.baselineDone && !run.ends.has('everything')) {
    ledger.fail('checkpoint: the baseline is done, but the list was not followed to its end');
  }
  if (before.reconcileWanted !== undefined && next.reconcileWanted === undefined) {
    ledger.fail('checkpoint: forgets that somebody has asked for a reconciliation');
  }
}

/** Turns never overlap, and wake-ups keep their interval. */
function judgeTaking(ledger: Ledger, run: SimulatedRun, before: StoredCheckpoint, next: StoredCheckpoint): void {
  const { clock, knobs } = ledger;
  const sinceMs = clock.trueMs - ledger.takenMs;
  const isOwn = before.leaseBy === next.leaseBy;
  const isLeased = before.leaseUntil !== undefined && !isOwn;
  const earlyMs = ledger.leasedUntilMs - clock.trueMs;
  if (isLeased && earlyMs > MOST_SKEW_MS && !knobs.clockJumps) {
    ledger.fail(`${run.name}: took the turn of another one, ${earlyMs} ms too early`);
  }
  if (
    run.mode === 'wake-up' &&
    !isOwn &&
    sinceMs < WAKE_UP_INTERVAL_MS - MOST_SKEW_MS - SECOND_MS &&
    !knobs.clockJumps
  ) {
    ledger.fail(`${run.name}: woken up ${sinceMs} ms after another turn`);
  }
  ledger.takenMs = clock.trueMs;
  ledger.leasedUntilMs = Date.parse(next.leaseUntil ?? '') - clock.skewMs - run.skewMs;
  if (!run.alive) return;
  const { leaseBy: by = '', leaseUntil: _, ...checkpoint } = next;
  const openedWith = { ...NO_CHECKPOINT, ...checkpoint };
  run.turn = { by, takenMs: clock.trueMs, openedWith, seen: new Map() };
  run.refusedTokens.clear();
  run.openedWith ??= openedWith;
  run.turns += 1;
}
