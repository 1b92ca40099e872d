import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { HOUR_MS } from './clock.ts';
import { judgeThresholds } from './judge-warnings.ts';
import type { Ledger } from './ledger.ts';
import { expectedType, isFinal, placeInIndex } from './oracle.ts';
import type { Resource } from './resource.ts';
import type { SimulatedRun } from './run.ts';

/** `Sync Completed` is true: listed to the end, and nothing found by then is left to publish. */
export function judgeCompletion(ledger: Ledger, run: SimulatedRun, { Detail = '{}' }: PutEventsRequestEntry): void {
  const { sync } = JSON.parse(Detail) as { sync: { mode: string; apiCalls: number } };
  if (run.ends.size === 0) ledger.fail(`${run.name}: Sync Completed, but no listing came to its end`);
  if (sync.mode !== 'window' && !run.ends.has('everything')) ledger.fail(`${run.name}: says ${sync.mode}, and is not`);
  // A turn that stops does not wait for the page that is on its way.
  const mayHaveStopped = run.turns > 1;
  if (sync.apiCalls > run.listCalls || (sync.apiCalls < run.listCalls && !mayHaveStopped))
    ledger.fail(`${run.name}: made ${run.listCalls} calls, and says ${sync.apiCalls}`);
  for (const { id, entry, atMs, by, delivered } of ledger.promised.values()) {
    if (delivered !== undefined) continue;
    const wasThere = atMs < run.startedMs;
    if (by === run || wasThere)
      ledger.fail(`${run.name}: Sync Completed, but ${id} #${entry.sequence} is not published`);
  }
}

/** A run has come to its end, and said how it went. */
export function judgeEnd(ledger: Ledger, run: SimulatedRun, upstream: readonly Resource[]): void {
  const complete = run.outcome === 'complete';
  judgeNothingBehind(ledger, run, upstream);
  if (complete || run.outcome === 'failed') judgeThresholds(ledger, run);
  if (!complete) return;
  for (const { id, entry, by } of ledger.promised.values()) {
    if (by === run && entry.stale) ledger.fail(`${id} #${entry.sequence}: stale, though ${run.name} is complete`);
  }
  judgeNothingMissed(ledger, run);
  judgeOpenOnes(ledger, run, upstream);
  judgeNothingSkipped(ledger, run, upstream);
}

/** What lies before the window, where no sync will list it, has been seen. */
function judgeNothingBehind(ledger: Ledger, run: SimulatedRun, upstream: readonly Resource[]): void {
  const { checkpoint, clock, knobs } = ledger;
  if (!checkpoint.baselineDone || checkpoint.listedTo === undefined || knobs.movingDates) return;
  const windowFromMs = Date.parse(checkpoint.listedTo) - HOUR_MS;
  for (const { id, visibleFromMs, history } of upstream) {
    const dateMs = history[0]?.state.dateMs;
    const isBehind = dateMs !== undefined && dateMs < windowFromMs && visibleFromMs <= clock.trueMs;
    if (isBehind && !ledger.current(id)) ledger.fail(`${id}: never seen, and behind the window when ${run.name} ended`);
  }
}

/** What the last turn of a complete run was shown stood in the table before it ended; but for history behind the window's edge. */
function judgeNothingMissed(ledger: Ledger, run: SimulatedRun): void {
  for (const [id, sightings] of run.turn?.seen ?? []) {
    const versions = ledger.versionsDuring(id, run.turn?.takenMs ?? 0, ledger.clock.trueMs);
    for (const { fields, since } of sightings) {
      const date = fields.invitationDate ?? fields.startTime;
      if (since !== undefined && date !== undefined && date < since && isFinal(ledger.knobs.kind, fields)) continue;
      const kept = versions.some(
        ({ snapshot }) => expectedType(ledger.knobs.kind, snapshot.fields, fields) === undefined,
      );
      if (!kept) ledger.fail(`${id}: ${run.name} is complete, but did not keep ${JSON.stringify(fields)}`);
    }
  }
}

/** What is open, and not for too long, is listed by every complete run, however far back it lies. */
function judgeOpenOnes(ledger: Ledger, run: SimulatedRun, upstream: readonly Resource[]): void {
  const { kind, movingDates, clockJumps } = ledger.knobs;
  if (movingDates || clockJumps || run.openedWith?.window || run.turns > 1) return;
  for (const { id, history } of upstream) {
    const stored = ledger.versionsDuring(id, 0, run.turn?.takenMs ?? 0).at(-1)?.snapshot;
    const isDated = history.every(({ state }) => state.dateMs !== undefined);
    const isYoung = stored && placeInIndex(kind, stored.fields, false, run.shownStartMs + HOUR_MS) === '~';
    if (isDated && isYoung && !run.turn?.seen.has(id)) ledger.fail(`${id}: open, and ${run.name} did not look at it`);
  }
}

/** A complete run of one turn that began a listing, and did not go on with one, has been shown all that was there. */
function judgeNothingSkipped(ledger: Ledger, run: SimulatedRun, upstream: readonly Resource[]): void {
  const { window, everything } = run.openedWith ?? {};
  // Where dates move, anything may slip from one page to another while they are listed.
  if (ledger.knobs.movingDates || window || everything || run.turns > 1) return;
  const sinceMs = run.since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(run.since);
  for (const { id, visibleFromMs, history } of upstream) {
    if (visibleFromMs > run.startedMs) continue;
    const dateMs = history[0]?.state.dateMs;
    const inside = dateMs !== undefined && dateMs >= sinceMs;
    if (inside && !run.turn?.seen.has(id)) ledger.fail(`${id}: ${run.name} is complete, but never listed it`);
  }
}
