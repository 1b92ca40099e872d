import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { HOUR_MS } from './clock.ts';
import { judgeThresholds } from './judge-warnings.ts';
import type { Ledger } from './ledger.ts';
import { expectedType, isFinal, placeInIndex } from './oracle.ts';
import type { Resource } from './resource.ts';
import type { SimulatedRun } from './run.ts';

/** `Sync Completed` is true: the run listed to the end, and published everything found by then. */
export function judgeCompletion(ledger: Ledger, run: SimulatedRun, { Detail = '{}' }: PutEventsRequestEntry): void {
  const { sync } = JSON.parse(Detail) as { sync: { mode: string; apiCalls: number } };
  if (run.ends.size === 0) ledger.fail(`${run.name}: Sync Completed, but no listing came to its end`);
  if (sync.mode !== 'window' && !run.ends.has('everything')) ledger.fail(`${run.name}: says ${sync.mode}, and is not`);
  // A turn that stops does not wait for the page under way.
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

/** Judges a run that ended with a result. */
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

/** Resources before the window, where no sync lists them, have been seen. */
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

/** The table had everything shown to the last turn of a complete run before it ended, except history behind the window's edge. */
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

/** Every complete run lists open resources, however far back, unless they have been open for too long. */
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

/** A complete run of one turn that began a listing, instead of continuing one, has been shown everything that was there. */
function judgeNothingSkipped(ledger: Ledger, run: SimulatedRun, upstream: readonly Resource[]): void {
  const { window, everything } = run.openedWith ?? {};
  // If dates move, items may slip from one page to another during the listing.
  if (ledger.knobs.movingDates || window || everything || run.turns > 1) return;
  const sinceMs = run.since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(run.since);
  for (const { id, visibleFromMs, history } of upstream) {
    if (visibleFromMs > run.startedMs) continue;
    const dateMs = history[0]?.state.dateMs;
    const inside = dateMs !== undefined && dateMs >= sinceMs;
    if (inside && !run.turn?.seen.has(id)) ledger.fail(`${id}: ${run.name} is complete, but never listed it`);
  }
}
