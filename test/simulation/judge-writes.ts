import { CHECKPOINT_KEY, fromItem } from '../../lambda/adapters/snapshot-item.ts';
import type { OutboxEntry, Snapshot } from '../../lambda/core/snapshot.ts';
import { judgeCheckpoint } from './judge-turns.ts';
import { judgeWarning } from './judge-warnings.ts';
import type { Ledger } from './ledger.ts';
import { expectedType, isHistory, known, oldValues, placeInIndex, same } from './oracle.ts';
import type { SimulatedRun } from './run.ts';
import type { TableObserver } from './table.ts';

/** Judges each write to the table at the moment it takes effect. */
export function writeJudge(ledger: Ledger): TableObserver {
  return {
    wrote(run, how, sk, before, item) {
      if (sk === CHECKPOINT_KEY) return judgeCheckpoint(ledger, run, before, item);
      ledger.snapshotWrites += 1;
      const [snapshot, replaced] = [fromItem(item), before && fromItem(before)];
      judgeTurn(ledger, run, snapshot);
      if (how === 'update') judgeClearing(ledger, run, snapshot);
      else if (how === 'batch') judgeRecording(ledger, run, replaced, snapshot);
      else judgeCommit(ledger, run, replaced, snapshot);
      judgeOutbox(ledger, snapshot, replaced);
      judgeIndex(ledger, run, snapshot, item.attention);
    },
  };
}

/** Only the run that has the turn writes. */
function judgeTurn(ledger: Ledger, run: SimulatedRun, { id }: Snapshot): void {
  if (ledger.leaseBy !== run.turn?.by) ledger.fail(`${id}: ${run.name} writes, and ${ledger.leaseBy} has the turn`);
}

/** Every run finds each resource that every run should look at. */
function judgeIndex(ledger: Ledger, run: SimulatedRun, { id, fields, outbox }: Snapshot, attention: unknown): void {
  const nowMs = ledger.clock.shownMs + run.skewMs;
  const place = placeInIndex(ledger.knobs.kind, fields, outbox.length > 0, nowMs);
  if (attention !== place) ledger.fail(`${id}: stands at ${attention} in the index, and belongs to ${place}`);
}

/** History that the baseline records without an event. */
function judgeRecording(ledger: Ledger, run: SimulatedRun, replaced: Snapshot | undefined, next: Snapshot): void {
  const { kind, baseline } = ledger.knobs;
  if (replaced && replaced.sequence > 0) ledger.fail(`${next.id}: history overwrote a commit`);
  if (run.turn?.openedWith.baselineDone !== false) ledger.fail(`${next.id}: recorded silently after the baseline`);
  const nowMs = ledger.clock.shownMs + run.skewMs;
  if (baseline === 'all' || (baseline === 'open' && !isHistory(kind, next.fields, nowMs))) {
    ledger.fail(`${next.id}: recorded silently, though the baseline is ${baseline}`);
  }
  if (!wasSeen(run, next)) ledger.fail(`${next.id}: recorded what no page showed`);
  ledger.keep(run, next);
}

function judgeCommit(ledger: Ledger, run: SimulatedRun, replaced: Snapshot | undefined, next: Snapshot): void {
  const before = ledger.current(next.id);
  const entry = next.outbox.at(-1);
  if (replaced?.version !== before?.version || next.version !== (before?.version ?? 0) + 1) {
    ledger.fail(`${next.id}: version ${next.version} follows ${before?.version ?? 'nothing'}`);
  }
  if (next.sequence !== (before?.sequence ?? 0) + 1 || entry?.sequence !== next.sequence) {
    ledger.fail(`${next.id}: sequence ${next.sequence} follows ${before?.sequence ?? 0}`);
  } else {
    if (entry.detailType === 'Engagement Invitation Expiring') judgeWarning(ledger, run, before, next, entry);
    else judgeChange(ledger, run, before, next, entry);
    if (ledger.promisedOf(next.id, entry.sequence)) ledger.fail(`${next.id}: sequence ${entry.sequence} was taken`);
    ledger.promise({ id: next.id, entry, fields: next.fields, atMs: ledger.clock.trueMs, by: run });
  }
  ledger.keep(run, next);
}

/** Nothing is invented: the event says what a page of this turn showed, and what the table had until now. */
function judgeChange(
  ledger: Ledger,
  run: SimulatedRun,
  before: Snapshot | undefined,
  next: Snapshot,
  entry: OutboxEntry,
): void {
  const { kind, baseline } = ledger.knobs;
  const wrong = (what: string) => ledger.fail(`${next.id} #${entry.sequence} ${entry.detailType}: ${what}`);
  const page = run.turn?.seen
    .get(next.id)
    ?.find(({ fields }) => same(known(kind, before?.fields, fields), next.fields));
  if (!page) {
    wrong('no page of this turn showed this');
    return;
  }
  const type = expectedType(kind, before?.fields, page.fields);
  if (entry.detailType !== type) wrong(`should be ${type ?? 'no event'}`);
  const previous = before && oldValues(before.fields, next.fields);
  if (!same(entry.previous, previous)) wrong(`previous should be ${JSON.stringify(previous)}`);

  const inBaseline = run.turn?.openedWith.baselineDone === false;
  if ((entry.baseline ?? false) !== (inBaseline && !before)) wrong('baseline is wrong');
  const nowMs = Date.parse(entry.detectedAt);
  const silent = baseline === 'silent' || (baseline === 'open' && isHistory(kind, next.fields, nowMs));
  if (inBaseline && !before && silent) wrong(`should be silent, as the baseline is ${baseline}`);
}

const wasSeen = (run: SimulatedRun, { id, fields }: Snapshot) =>
  run.turn?.seen.get(id)?.some((seen) => same(seen.fields, fields)) ?? false;

function judgeClearing(ledger: Ledger, run: SimulatedRun, next: Snapshot): void {
  const before = ledger.current(next.id);
  if (before?.version !== next.version) ledger.fail(`${next.id}: cleared what is stored no longer`);
  ledger.keep(run, next);
}

/** Only events that the bus has accepted may leave an outbox. */
function judgeOutbox(ledger: Ledger, next: Snapshot, before: Snapshot | undefined): void {
  for (const { sequence } of before?.outbox ?? []) {
    const kept = next.outbox.some((entry) => entry.sequence === sequence);
    if (!kept && ledger.promisedOf(next.id, sequence)?.delivered === undefined) {
      ledger.fail(`${next.id} #${sequence}: left the outbox, and was never published`);
    }
  }
}
