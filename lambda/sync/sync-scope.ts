import type { SyncMode } from '../core/contract.ts';
import { NO_DATE } from '../core/snapshot.ts';
import type { Source } from '../core/source.ts';
import { type Checkpoint, oldest, watermarkAfter, windowStart } from '../core/window.ts';
import { ListingError, type Ports } from '../ports.ts';
import { CheckpointKeeper } from './checkpoint-keeper.ts';
import { announceCompletion, resultOf, SyncFailedError, type SyncResult } from './completion.ts';
import { listPass, type Pass } from './list-pass.ts';
import { Outboxes } from './outboxes.ts';
import { emptyTally, type Run, type SyncSettings } from './run.ts';
import { StoredSnapshots } from './stored-snapshots.ts';
import { warnOfDeadlines } from './warn.ts';

export interface SyncRequest {
  readonly scope: string;
  readonly mode: SyncMode;
  /** Ids of the resources of which native events have told; what changed besides is counted. */
  readonly announced?: ReadonlySet<string>;
  /** Time left until the function is stopped; Infinity where nothing stops it. */
  remainingMs(): number;
}

/** Set aside for what follows the listing: deadlines, publishing, the checkpoint. A quarter, where time is short. */
const RESERVE_MS = 15_000;

/** A day, and an hour's grace for the schedule of the reconciliation. */
const RECONCILIATION_OVERDUE_MS = 25 * 60 * 60_000;

/**
 * Syncs one scope:
 *
 * 1. read the checkpoint, and the snapshots from the watermark on, with what they still have to publish;
 * 2. list, from the newest to the window's edge, or everything; commit each change as it is found, and publish it;
 * 3. warn of what is about to expire, also when the listing failed;
 * 4. publish the rest;
 * 5. move the watermark to the oldest snapshot that is not settled;
 * 6. say `Sync Completed`.
 *
 * @throws SyncFailedError at its end, with everything kept that it did manage; whatever the store throws, at once
 */
export async function syncScope(
  ports: Ports,
  source: Source,
  settings: SyncSettings,
  request: SyncRequest,
): Promise<SyncResult> {
  const run = await openRun(ports, source, settings, request);

  const passes = passesOf(run.checkpoint.current, request.mode, run.startedMs);
  const { done, error } = await listPasses(run, passes);
  const listed = done.length > 0 && run.tally.unresolved.size === 0;

  await warnOfDeadlines(run, !listed);
  await run.outboxes.publishAll();
  if (listed) await advanceCheckpoint(run, done, passes[0]?.place.begunAt ?? new Date(run.startedMs).toISOString());

  const result = resultOf(run, done, listed && error === undefined);
  const unsaid = result.complete && settings.announceCompletion && (await announceCompletion(run, result.report));

  const problems = [error?.message, run.outboxes.failure, unsaid].filter((problem) => typeof problem === 'string');
  if (problems.length > 0) throw new SyncFailedError({ ...result, complete: false }, problems, { cause: error });
  return result;
}

async function openRun(ports: Ports, source: Source, settings: SyncSettings, request: SyncRequest): Promise<Run> {
  const startedMs = ports.clock.nowMs();
  const context = { scope: request.scope, eventSource: settings.eventSource, digest: ports.digest };
  const checkpoint = await CheckpointKeeper.open(ports.store, ports.clock);
  const outboxes: Outboxes = new Outboxes(ports, source, context, (snapshot) => stored.put(snapshot));
  const { watermark, resume, baselineDone } = checkpoint.current;
  const stored = new StoredSnapshots(ports.store, source, baselineDone, checkpoint.isShared, (snapshot) =>
    outboxes.add(snapshot),
  );

  const windowFrom = watermark === undefined ? undefined : windowStart(watermark);
  const unsettledFrom = oldest([
    windowFrom,
    resume?.window?.oldestUnsettled,
    resume?.everything?.oldestUnsettled,
    checkpoint.baselineFrom,
  ]);
  await stored.readTo(unsettledFrom ?? NO_DATE);

  const reserveMs = Math.min(RESERVE_MS, request.remainingMs() / 4);
  return {
    ports,
    source,
    settings,
    context,
    startedMs,
    checkpoint,
    stored,
    outboxes,
    baseline: baselineDone ? undefined : settings.baseline,
    announced: request.announced ?? new Set(),
    tally: emptyTally(),
    timeLeftMs: () => request.remainingMs() - reserveMs,
  };
}

/**
 * The first pass is what the run is for. A listing of everything that is unfinished goes on behind the window's, run by
 * run, as does one that is overdue: its schedule has failed us, or its run has died.
 */
function passesOf(checkpoint: Checkpoint, mode: SyncMode, nowMs: number): Pass[] {
  const { baselineDone, watermark, reconciledAt, resume } = checkpoint;
  const everything: Pass = { name: 'everything', place: resume?.everything ?? {} };
  if (!baselineDone || mode === 'reconcile') return [everything];

  const windowFrom = watermark === undefined ? {} : { since: windowStart(watermark) };
  const window: Pass = { name: 'window', place: resume?.window ?? windowFrom };
  if (mode === 'wake-up') return [window];
  const overdue = reconciledAt !== undefined && nowMs - Date.parse(reconciledAt) > RECONCILIATION_OVERDUE_MS;
  return resume?.everything || overdue ? [window, everything] : [window];
}

async function listPasses(run: Run, passes: readonly Pass[]): Promise<{ done: Pass['name'][]; error?: ListingError }> {
  const done: Pass['name'][] = [];
  try {
    for (const pass of passes) {
      if (!(await listPass(run, pass))) break;
      done.push(pass.name);
    }
    return { done };
  } catch (error) {
    if (error instanceof ListingError) return { done, error };
    throw error;
  }
}

/** An idle run finds its checkpoint as it should be, and writes nothing. */
async function advanceCheckpoint(run: Run, done: readonly Pass['name'][], begunAt: string): Promise<void> {
  const { checkpoint, ports, source, stored, tally } = run;
  const snapshots = stored.all();
  const newest = [tally.newest, ...snapshots.map(({ date }) => date)].reduce(
    (max, date) => (date !== undefined && (max === undefined || date > max) ? date : max),
    undefined,
  );
  const watermark = watermarkAfter(source, snapshots, newest, begunAt);
  const reconciled = done.includes('everything');
  const reconciledAt = new Date(ports.clock.nowMs()).toISOString();

  await checkpoint.update((latest) => ({
    ...checkpoint.raised(latest, watermark),
    ...(reconciled && { baselineDone: true, reconciledAt }),
    // A finished window leaves an unfinished listing of everything to the next run; one of everything leaves nothing.
    resume: reconciled || !latest.resume?.everything ? {} : { everything: latest.resume.everything },
  }));
}
