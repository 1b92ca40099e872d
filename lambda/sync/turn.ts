import { checkpointAfter, isReconciliationDue, type Place } from '../core/checkpoint.ts';
import { type Counts, countsOfCommits, NO_COUNTS, sum } from '../core/counts.ts';
import { oldest, toDate } from '../core/dates.ts';
import { type NextExpiry, nextExpiriesOf } from '../core/expiries.ts';
import { LISTING_MS, WORKING_MS } from '../core/lease.ts';
import type { Commit } from '../core/plan.ts';
import type { ListingError } from '../ports.ts';
import { ClosingStore, TurnOverError } from './closing-store.ts';
import { listSlice, type Slice } from './list-slice.ts';
import type { Scope } from './scope.ts';
import type { Turn } from './take-turn.ts';
import { Workspace } from './workspace.ts';

export interface TurnRequest {
  /** Leave a listing of everything to other runs. */
  readonly windowOnly: boolean;
  /** Ids of the resources that native events were about. */
  readonly toldIds: ReadonlySet<string>;
  /** How long the run may still list. */
  leftMs(): number;
  /** Whether the run takes another turn if this one leaves work. */
  mayGoOn(): boolean;
}

export interface TurnResult {
  readonly counts: Counts;
  /** Whether this was the scope's first listing. */
  readonly isBaseline: boolean;
  /** Whether the window was listed to its end, and whether everything was. */
  readonly isWindowDone: boolean;
  readonly isEverythingDone: boolean;
  /** Whether everything listed is stored, and every stored event published. */
  readonly isKept: boolean;
  /** ISO 8601 UTC: when the previous turn began; and whether any turn has ever read a page. */
  readonly lookedBefore: string | undefined;
  readonly wasRead: boolean;
  /** Whether there is work for another turn of this run. */
  readonly isWorkLeft: boolean;
  /** The problems, for people; and the error behind them, if any. */
  readonly failures: readonly string[];
  readonly cause: ListingError | undefined;
  /** How many open resources every run looks at. */
  readonly open: number;
  /** Those of them that expire next. */
  readonly nextExpiries: readonly NextExpiry[];
  /** ISO 8601 UTC: since when the oldest unpublished event has been waiting. */
  readonly unpublishedSince: string | undefined;
}

/** The progress of a turn so far. */
interface Progress {
  window?: Slice | undefined;
  everything?: Slice | undefined;
  warnings?: Partial<Counts>;
  isThrough?: boolean;
}

/** Set aside for keeping the last page. */
const KEEPING_MS = 5000;

/**
 * Plays one turn:
 *
 * 1. read the resources that every run looks at, with their unpublished events, and those settled since the window's edge;
 * 2. list the window, from the newest to its edge; commit each change as it is found, and publish it;
 * 3. if it is due, list a slice of everything in the same way;
 * 4. publish the rest;
 * 5. warn of resources about to expire, even if the listing failed; after a listing of everything, dismiss those that have
 *    been open for too long;
 * 6. give the scope back, with the places that the listings have reached.
 *
 * If its time runs out, a turn stops where it is. If a change was refused or postponed, it leaves the checkpoint as it was.
 *
 * @throws errors of the store
 */
export async function playTurn(scope: Scope, turn: Turn, request: TurnRequest): Promise<TurnResult> {
  const { store, clock } = scope.ports;
  const isOver = () => clock.nowMs() >= turn.begunMs + WORKING_MS;
  const turnStore = new ClosingStore(store, isOver);
  const workspace = new Workspace(scope, turnStore, isOver);
  const progress: Progress = {};
  try {
    await work(scope, turn, request, workspace, progress);
  } catch (error) {
    await turnStore.close();
    if (!(error instanceof TurnOverError)) {
      // Nobody should have to wait for the lease to run out. If this fails too, the first error matters more.
      await store.giveBack(turn.lease, undefined).catch(() => undefined);
      throw error;
    }
  }
  const next = workspace.isKept ? checkpointAfter(turn.checkpoint, progress) : undefined;
  const isGivenBack = await store.giveBack(turn.lease, next);
  return resultOf(scope, turn, workspace, progress, isGivenBack && workspace.isKept);
}

async function work(scope: Scope, turn: Turn, request: TurnRequest, workspace: Workspace, progress: Progress) {
  const { clock, digest } = scope.ports;
  const { checkpoint, begunMs } = turn;
  const begunAt = toDate(begunMs);
  const endsInMs = (afterMs: number) => Math.min(begunMs + afterMs - clock.nowMs(), request.leftMs());
  const time = { leftMs: () => endsInMs(LISTING_MS), pageMs: () => endsInMs(WORKING_MS - KEEPING_MS) };
  const baseline = checkpoint.baselineDone ? undefined : scope.settings.baseline;
  const counted = (commits: readonly Commit[]) => countsOfCommits(scope.api, commits, request.toldIds);
  const list = (place: Place) =>
    listSlice(scope, place, time, async ({ listed }) => counted(await workspace.keep(listed, place.since, baseline)));

  const edge = await workspace.open(checkpoint);
  if (edge !== undefined) progress.window = await list(checkpoint.window ?? { since: edge, begunAt });

  const isWindowDone = progress.window?.isDone ?? true;
  const isDue = !request.windowOnly && isReconciliationDue(checkpoint, digest(scope.name), begunMs);
  if (isWindowDone && isDue) {
    progress.everything = await list(checkpoint.everything ?? { begunAt, answers: checkpoint.reconcileWanted });
  }

  await workspace.outboxes.publishAll();
  const isListed = progress.window?.isDone || progress.everything?.isDone;
  // The next turn of this run comes in a moment, and lists more before it warns.
  const isFollowed = !isListed && failuresOf(workspace, progress).length === 0 && request.mayGoOn();
  if (!isFollowed) progress.warnings = counted(await workspace.warn(!isListed));

  await workspace.outboxes.publishAll();
  if (progress.everything?.isDone) await workspace.dismissOld();
  progress.isThrough = true;
}

/** The problems, for people. */
function failuresOf({ outboxes, refused }: Workspace, { window, everything }: Progress): string[] {
  const refusal = 'Changes were refused: another run has changed the same resources in the meantime';
  const failures = [window?.failure?.message, everything?.failure?.message, outboxes.failure];
  return [...failures, ...(refused > 0 ? [refusal] : [])].filter((failure) => failure !== undefined);
}

function resultOf(
  { api, ports }: Scope,
  { checkpoint }: Turn,
  workspace: Workspace,
  { window, everything, warnings = {}, isThrough }: Progress,
  isSaved: boolean,
): TurnResult {
  const { outboxes } = workspace;
  const isKept = isSaved && isThrough === true && outboxes.isEmpty;
  const slices = [window, everything].filter((slice) => slice !== undefined);
  const failures = failuresOf(workspace, { window, everything });
  const snapshots = [...workspace.snapshots];
  return {
    counts: [...slices.map(({ counts }) => counts), warnings, { published: outboxes.published }].reduce(sum, NO_COUNTS),
    isBaseline: !checkpoint.baselineDone,
    lookedBefore: checkpoint.lookedAt,
    wasRead: checkpoint.listedTo !== undefined || checkpoint.baselineDone,
    isWindowDone: window?.isDone ?? false,
    isEverythingDone: everything?.isDone ?? false,
    isKept,
    isWorkLeft: failures.length === 0 && !(isKept && slices.every(({ isDone }) => isDone)),
    failures,
    cause: window?.failure ?? everything?.failure,
    open: snapshots.filter(({ fields }) => !api.isSettled(fields)).length,
    nextExpiries: nextExpiriesOf(api, snapshots, toDate(ports.clock.nowMs())),
    unpublishedSince: oldest(snapshots.map(({ outbox }) => outbox[0]?.detectedAt)),
  };
}
