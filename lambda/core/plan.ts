import { type Api, dateOf, detailTypeOf } from './api.ts';
import type { Baseline, ExpiryThreshold } from './contract.ts';
import { toDate } from './dates.ts';
import { dueWarning } from './deadlines.ts';
import { type Change, diff } from './diff.ts';
import { type Announcement, isTooLarge, type Listed, nextSnapshot, type Snapshot } from './snapshot.ts';

/** The writes that follow from one page of a list, or from the deadlines of open resources. */
export interface Plan {
  /** Each is one conditional write: the new state with its event. */
  readonly commits: readonly Commit[];
  /** Found by the first sync, and not announced: written in bulk, without a condition. */
  readonly records: readonly Snapshot[];
  /** Ids of changed resources that wait until some of their events are published: the item would grow too large. */
  readonly postponed: readonly string[];
}

export interface Commit {
  readonly next: Snapshot;
  readonly why: 'created' | 'updated' | 'expiring';
  readonly detailType: string;
}

/** A page is compared with this. */
export interface PageInput {
  readonly listed: readonly Listed[];
  /** The stored snapshots of the resources on it, by id; missing ones are new. */
  readonly stored: ReadonlyMap<string, Snapshot>;
  /** What to announce of new resources while the scope is listed for the first time; undefined afterwards. */
  readonly baseline: Baseline | undefined;
  readonly nowMs: number;
}

/** Plans the writes for a page. `diff` has the table of all cases. */
export function planPage(api: Api, { listed, stored, baseline, nowMs }: PageInput): Plan {
  const commits: Commit[] = [];
  const records: Snapshot[] = [];
  for (const resource of listed) {
    const before = stored.get(resource.id);
    const change = diff(api, before, resource, baseline, nowMs);
    if (!change) continue;
    if (change.kind === 'recorded')
      records.push(nextSnapshot(resource, { fields: resource.fields, release: api.release }));
    else commits.push(commitOf(before ?? resource, change, api.release, nowMs));
  }
  return { records, ...postponeTooLarge(commits) };
}

function postponeTooLarge(commits: readonly Commit[]): Pick<Plan, 'commits' | 'postponed'> {
  const isInTime = ({ next }: Commit) => next.outbox.length === 1 || !isTooLarge(next);
  return {
    commits: commits.filter(isInTime),
    postponed: commits.filter((commit) => !isInTime(commit)).map(({ next }) => next.id),
  };
}

function commitOf(
  before: Snapshot | Listed,
  change: Exclude<Change, { readonly kind: 'recorded' }>,
  release: number,
  nowMs: number,
): Commit {
  const { kind, detailType, fields } = change;
  const announcement: Announcement = {
    detailType,
    detectedAt: toDate(nowMs),
    ...(kind === 'created' && change.baseline && { baseline: true }),
    ...(kind === 'updated' && { previous: change.previous }),
  };
  return { next: nextSnapshot(before, { fields, release }, announcement), why: kind, detailType };
}

/** The input for planning warnings. */
export interface DeadlineInput {
  readonly snapshots: Iterable<Snapshot>;
  readonly thresholds: readonly ExpiryThreshold[];
  /** Whether the listing stopped before its end: a warning may then be out of date. */
  readonly stale: boolean;
  readonly nowMs: number;
}

/** Plans the warnings that are due. */
export function planWarnings(api: Api, { snapshots, thresholds, stale, nowMs }: DeadlineInput): Plan {
  const detailType = detailTypeOf(api, 'expiring');
  if (detailType === undefined) return { records: [], commits: [], postponed: [] };
  const commits = [...snapshots].flatMap((snapshot): Commit[] => {
    const expiresAt = api.expiresAt(snapshot.fields);
    const warning = expiresAt && dueWarning(snapshot, expiresAt, thresholds, nowMs);
    if (!warning) return [];
    const { expiry, mark } = warning;
    const announcement = { detailType, detectedAt: toDate(nowMs), expiry, ...(stale && { stale: true as const }) };
    return [{ next: nextSnapshot(snapshot, snapshot, announcement, mark), why: 'expiring', detailType }];
  });
  return { records: [], ...postponeTooLarge(commits) };
}

/**
 * The resources of a page to look up by id, because they are not at hand. Settled resources beyond the window's edge are
 * left out: they are not new, and can wait for the reconciliation.
 *
 * @param since the window's edge (ISO 8601 UTC); undefined if everything is listed
 */
export function unknownOf(
  api: Api,
  listed: readonly Listed[],
  atHand: ReadonlyMap<string, Snapshot>,
  since: string | undefined,
): { readonly lookUp: readonly Listed[]; readonly beyond: ReadonlySet<string> } {
  const unknown = listed.filter(({ id }) => !atHand.has(id));
  const beyond = unknown.filter(({ fields }) => {
    const date = dateOf(api, fields);
    return since !== undefined && date !== undefined && date < since && api.isSettled(fields);
  });
  return { lookUp: unknown.filter((each) => !beyond.includes(each)), beyond: new Set(beyond.map(({ id }) => id)) };
}
