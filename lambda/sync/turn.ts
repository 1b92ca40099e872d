import { checkpointAfter, isReconciliationDue, type Place } from '../core/checkpoint.ts';
import { type Counts, countsOfCommits, NO_COUNTS, sum } from '../core/counts.ts';
import { toDate } from '../core/dates.ts';
import { LISTING_MS, WORKING_MS } from '../core/lease.ts';
import type { Commit } from '../core/plan.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { ListingError } from '../ports.ts';
import { listSlice, type Slice } from './list-slice.ts';
import type { Scope } from './scope.ts';
import type { Turn } from './take-turn.ts';
import { TurnOverError, turnStore } from './turn-store.ts';
import { Workspace } from './workspace.ts';

export interface TurnRequest {
  /** Leave a listing of everything to others. */
  readonly windowOnly: boolean;
  /** How long the run may go on listing. */
  leftMs(): number;
}

export interface TurnResult {
  readonly counts: Counts;
  /** The changes, and the warnings. */
  readonly commits: readonly Commit[];
  /** Whether the window, and everything, was listed to its end. */
  readonly isWindowDone: boolean;
  readonly isEverythingDone: boolean;
  /** Whether all that was listed is stored, and all that is stored is published. */
  readonly isKept: boolean;
  /** Whether another turn of this run has something to do. */
  readonly isWorkLeft: boolean;
  /** What went wrong, for people; and the error behind it, if there is one. */
  readonly failures: readonly string[];
  readonly cause: ListingError | undefined;
  /** What every run looks at, and the window, as this turn has left them. */
  readonly snapshots: readonly Snapshot[];
}

/** What a turn has got done so far. */
interface Progress {
  window?: Slice;
  everything?: Slice;
  warnings?: readonly Commit[];
  isThrough?: boolean;
}

/** Set aside for what is to be done about the last page. */
const KEEPING_MS = 5000;

/**
 * Plays one turn:
 *
 * 1. read what every run looks at, with what it still has to publish, and what has settled since the window's edge;
 * 2. list the window, from the newest to its edge; commit each change as it is found, and publish it;
 * 3. if it is due, list a slice of everything in the same way;
 * 4. warn of what is about to expire, also when the listing failed;
 * 5. publish the rest;
 * 6. give the scope back, with the places that the listings have got to.
 *
 * A turn that does not get through in time stops where it is, and leaves the checkpoint as it was.
 *
 * @throws whatever the store throws
 */
export async function playTurn(scope: Scope, turn: Turn, request: TurnRequest): Promise<TurnResult> {
  const { store, clock } = scope.ports;
  const isOver = () => clock.nowMs() >= turn.begunMs + WORKING_MS;
  const workspace = new Workspace(scope, turnStore(store, isOver), isOver);
  const progress: Progress = {};
  try {
    await work(scope, turn, request, workspace, progress);
  } catch (error) {
    if (!(error instanceof TurnOverError)) {
      // So that nobody waits for the lease to run out. If that fails too, the first error is the one to be told.
      await store.giveBack(turn.lease, undefined).catch(() => undefined);
      throw error;
    }
  }
  const isKept = progress.isThrough === true && workspace.isKept;
  const isGivenBack = await store.giveBack(turn.lease, isKept ? checkpointAfter(turn.checkpoint, progress) : undefined);
  return resultOf(workspace, progress, isKept && isGivenBack);
}

async function work(scope: Scope, turn: Turn, request: TurnRequest, workspace: Workspace, progress: Progress) {
  const { clock, digest } = scope.ports;
  const { checkpoint, begunMs } = turn;
  const begunAt = toDate(begunMs);
  const endsInMs = (afterMs: number) => Math.min(begunMs + afterMs - clock.nowMs(), request.leftMs());
  const time = { leftMs: () => endsInMs(LISTING_MS), pageMs: () => endsInMs(WORKING_MS - KEEPING_MS) };
  const baseline = checkpoint.baselineDone ? undefined : scope.settings.baseline;
  const list = (place: Place) =>
    listSlice(scope, place, time, ({ listed }) => workspace.keep(listed, place.since, baseline));

  const edge = await workspace.open(checkpoint.listedTo);
  if (edge !== undefined) progress.window = await list(checkpoint.window ?? { since: edge, begunAt });

  const isWindowDone = progress.window?.isDone ?? true;
  const isDue = !request.windowOnly && isReconciliationDue(checkpoint, digest(scope.name), begunMs);
  if (isWindowDone && isDue) progress.everything = await list(checkpoint.everything ?? { begunAt });

  const isListed = progress.window?.isDone || progress.everything?.isDone;
  const goesOn = !isListed && !failureOf(progress) && !request.windowOnly && request.leftMs() > 0;
  // The next turn of this run comes in a moment, and will have listed more.
  if (!goesOn) progress.warnings = await workspace.warn(!isListed);

  await workspace.outboxes.publishAll();
  progress.isThrough = true;
}

const failureOf = ({ window, everything }: Progress) => window?.failure ?? everything?.failure;

function resultOf(workspace: Workspace, progress: Progress, isSaved: boolean): TurnResult {
  const { window, everything, warnings = [] } = progress;
  const { outboxes } = workspace;
  const slices = [window, everything].filter((slice) => slice !== undefined);
  const commits = [...slices.flatMap((slice) => slice.commits), ...warnings];
  const failures = [failureOf(progress)?.message, outboxes.failure, refusalOf(workspace)].filter(
    (each) => each !== undefined,
  );
  return {
    counts: [...slices.map(({ counts }) => counts), countsOfCommits(commits), { published: outboxes.published }].reduce(
      sum,
      NO_COUNTS,
    ),
    commits,
    isWindowDone: window?.isDone ?? false,
    isEverythingDone: everything?.isDone ?? false,
    isKept: isSaved && outboxes.isEmpty,
    isWorkLeft: failures.length === 0 && !(isSaved && outboxes.isEmpty && slices.every(({ isDone }) => isDone)),
    failures,
    cause: failureOf(progress),
    snapshots: [...workspace.snapshots],
  };
}

const refusalOf = ({ refused }: Workspace) =>
  refused > 0
    ? `${refused} changes were refused, since the resources had changed in the table in the meantime`
    : undefined;
