import { unmarshall } from '@aws-sdk/util-dynamodb';
import { CHECKPOINT_KEY, fromItem, fromPin, WAKE_UP_KEY } from '../../lambda/adapters/snapshot-item.ts';
import type { OutboxEntry, Snapshot } from '../../lambda/core/snapshot.ts';
import type { Checkpoint } from '../../lambda/core/window.ts';
import { SECOND_MS } from './clock.ts';
import type { Item } from './item-limits.ts';
import { judgeWarning } from './judge-warnings.ts';
import type { Ledger } from './ledger.ts';
import { expectedType, isFinal, known, oldValues, same } from './oracle.ts';
import type { SimulatedRun } from './run.ts';
import { STALEST_READ_MS } from './service-faults.ts';
import type { TableObserver } from './table.ts';

/** As the contract says */
const WAKE_UP_INTERVAL_MS = 20 * SECOND_MS;

/** Judges each write to the table at the moment that it takes effect. */
export function writeJudge(ledger: Ledger): TableObserver {
  return {
    wrote(run, how, sk, before, after) {
      const item = unmarshall(after);
      if (sk === CHECKPOINT_KEY) return judgeCheckpoint(ledger, run, item as unknown as Checkpoint);
      if (sk === WAKE_UP_KEY) return judgeTurn(ledger, run, before, item.startedMs);
      ledger.snapshotWrites += 1;
      if (fromPin(item)) return;
      const snapshot = fromItem(item);
      if (how === 'update') judgeSettling(ledger, run, snapshot);
      else if (snapshot.version === 0) judgeRecording(ledger, run, before, snapshot);
      else judgeCommit(ledger, run, before, snapshot);
      judgeOutboxes(ledger, snapshot, before && fromItem(unmarshall(before)));
      judgeWatermark(ledger, snapshot.id);
    },
  };
}

/** However many are woken up, they begin one by one. */
function judgeTurn(ledger: Ledger, run: SimulatedRun, before: Item | undefined, startedMs: number): void {
  const previousMs = before && unmarshall(before).startedMs;
  if (run.mode !== 'wake-up') ledger.fail(`${run.name}: left a mark, and was not woken up`);
  if (startedMs - previousMs < WAKE_UP_INTERVAL_MS) ledger.fail(`${run.name}: woken up too soon after another one`);
  run.isItsTurn = true;
}

/** History that the baseline records in silence */
function judgeRecording(ledger: Ledger, run: SimulatedRun, replaced: Item | undefined, next: Snapshot): void {
  const { kind, baseline } = ledger.knobs;
  if (replaced && fromItem(unmarshall(replaced)).version > 0) ledger.fail(`${next.id}: history overwrote a commit`);
  if (run.openedWith?.baselineDone !== false) ledger.fail(`${next.id}: recorded silently after the baseline`);
  if (baseline === 'all' || (baseline === 'open' && !isFinal(kind, next.fields))) {
    ledger.fail(`${next.id}: recorded silently, though the baseline is ${baseline}`);
  }
  if (!wasSeen(run, next)) ledger.fail(`${next.id}: recorded what no page showed`);
  ledger.recorded.set(next.id, [...(ledger.recorded.get(next.id) ?? []), next.fields]);
  // A committed snapshot stands, whatever is recorded beside it.
  if ((ledger.current(next.id)?.version ?? 0) === 0) ledger.keep(run, next);
}

function judgeCommit(ledger: Ledger, run: SimulatedRun, replaced: Item | undefined, next: Snapshot): void {
  const before = committedBefore(ledger, run, next);
  const entry = next.outbox.at(-1);
  if (!replaced && before && before.version > 0) {
    ledger.fail(`${next.id}: stored a second time, under another date`);
    return;
  }
  if (next.version !== (before?.version ?? 0) + 1) {
    ledger.fail(`${next.id}: version ${next.version} follows ${before?.version ?? 'nothing'}`);
  }
  if (next.sequence === (before?.sequence ?? 0)) judgeSilentCommit(ledger, run, before, next);
  else if (next.sequence !== (before?.sequence ?? 0) + 1 || entry?.sequence !== next.sequence) {
    ledger.fail(`${next.id}: sequence ${next.sequence} follows ${before?.sequence ?? 0}`);
  } else {
    if (entry.detailType === 'Engagement Invitation Expiring') judgeWarning(ledger, run, before, next, entry);
    else judgeChange(ledger, run, before, next, entry);
    if (ledger.promisedOf(next.id, entry.sequence)) ledger.fail(`${next.id}: sequence ${entry.sequence} was taken`);
    ledger.promise({ id: next.id, entry, fields: next.fields, atMs: ledger.clock.trueMs, by: run });
  }
  ledger.keep(run, next);
}

/**
 * Of two first syncs at once, one may record as history what the other one, with an older page, commits as open. The
 * commit stands then, and the next run tells what has become of it. So does that of a run after the baseline that has
 * found new what a slow first sync records meanwhile.
 */
function committedBefore(ledger: Ledger, run: SimulatedRun, next: Snapshot): Snapshot | undefined {
  const before = ledger.versions.get(next.id)?.at(-1);
  const overlapped = before?.snapshot.version === 0 && before.by !== run;
  const previous = next.outbox.at(-1)?.previous;
  if (before?.snapshot.version === 0 && previous !== undefined) {
    // Two of them may have recorded it one after the other: what this run knows is the one or the other.
    const recorded = ledger.recorded.get(next.id)?.find((fields) => same(oldValues(fields, next.fields), previous));
    return { ...before.snapshot, fields: recorded ?? before.snapshot.fields };
  }
  // After the baseline, a resource that is new is looked for by a consistent read.
  const knownFromMs = run.openedWith?.baselineDone === false ? run.startedMs - STALEST_READ_MS : run.startedMs;
  const asIfNew = overlapped && before.atMs >= knownFromMs;
  return asIfNew ? undefined : before?.snapshot;
}

function judgeSilentCommit(ledger: Ledger, run: SimulatedRun, before: Snapshot | undefined, next: Snapshot): void {
  const silently = !before && run.openedWith?.baselineDone === false && ledger.knobs.baseline === 'silent';
  if (!silently) ledger.fail(`${next.id}: committed without an event`);
  if (!wasSeen(run, next)) ledger.fail(`${next.id}: committed what no page showed`);
}

/** Nothing invented: the event says what a page of this very run showed, and what stood in the table until now. */
function judgeChange(
  ledger: Ledger,
  run: SimulatedRun,
  before: Snapshot | undefined,
  next: Snapshot,
  entry: OutboxEntry,
): void {
  const { kind, baseline } = ledger.knobs;
  const wrong = (what: string) => ledger.fail(`${next.id} #${entry.sequence} ${entry.detailType}: ${what}`);
  if (before?.version === 0 && entry.previous === undefined && !entry.baseline)
    wrong('announced anew after the baseline');
  const page = run.seen.get(next.id)?.find(({ fields }) => same(known(kind, before?.fields, fields), next.fields));
  if (!page) {
    wrong('no page showed this');
    return;
  }
  const type = expectedType(kind, before?.fields, page.fields);
  if (entry.detailType !== type) wrong(`should be ${type ?? 'no event'}`);
  const previous = before && oldValues(before.fields, next.fields);
  if (!same(entry.previous, previous)) wrong(`previous should be ${JSON.stringify(previous)}`);

  const inBaseline = run.openedWith?.baselineDone === false;
  if ((entry.baseline ?? false) !== (inBaseline && !before)) wrong('baseline is wrong');
  const silent = baseline === 'silent' || (baseline === 'open' && isFinal(kind, next.fields));
  if (inBaseline && !before && silent) wrong(`should be silent, as the baseline is ${baseline}`);
}

const wasSeen = (run: SimulatedRun, { id, fields }: Snapshot) =>
  run.seen.get(id)?.some((seen) => same(seen.fields, fields)) ?? false;

function judgeSettling(ledger: Ledger, run: SimulatedRun, next: Snapshot): void {
  const before = ledger.current(next.id);
  if (before?.version !== next.version) ledger.fail(`${next.id}: settled what is stored no longer`);
  ledger.keep(run, next);
}

/** Only what the bus has accepted may leave an outbox. */
function judgeOutboxes(ledger: Ledger, next: Snapshot, before: Snapshot | undefined): void {
  for (const { sequence } of before?.outbox ?? []) {
    const kept = next.outbox.some((entry) => entry.sequence === sequence);
    if (!kept && ledger.promisedOf(next.id, sequence)?.delivered === undefined) {
      ledger.fail(`${next.id} #${sequence}: left the outbox, and was never published`);
    }
  }
}

function judgeWatermark(ledger: Ledger, id: string): void {
  const { watermark } = ledger.checkpoint;
  const stored = ledger.current(id);
  const behind = stored?.date !== undefined && watermark !== undefined && stored.date < watermark;
  if (behind && !isSettled(ledger, stored)) ledger.fail(`${id}: not settled, and behind the watermark ${watermark}`);
}

/** Final and published. An entry that a late settling has put back was published too. */
const isSettled = (ledger: Ledger, { id, fields, outbox }: Snapshot) =>
  isFinal(ledger.knobs.kind, fields) &&
  outbox.every(({ sequence }) => ledger.promisedOf(id, sequence)?.delivered !== undefined);

function judgeCheckpoint(ledger: Ledger, run: SimulatedRun, next: Checkpoint): void {
  const { checkpoint: before } = ledger;
  ledger.checkpoint = next;
  ledger.checkpointWrites += 1;
  if (next.version !== before.version + 1) ledger.fail(`checkpoint: version ${next.version} follows ${before.version}`);
  if (before.baselineDone && !next.baselineDone) ledger.fail('checkpoint: the baseline is not done any more');
  if (!before.baselineDone && next.baselineDone && !run.ends.has('everything')) {
    ledger.fail('checkpoint: the baseline is done, but the list was not followed to its end');
  }
  for (const id of ledger.versions.keys()) judgeWatermark(ledger, id);
}
