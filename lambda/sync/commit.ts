import pMap from 'p-map';
import { NATIVE_EVENTS } from '../core/contract.ts';
import { type Change, diff } from '../core/diff.ts';
import {
  type Announcement,
  isOutboxFull,
  type Listed,
  nextSnapshot,
  recordedSnapshot,
  type Snapshot,
} from '../core/snapshot.ts';
import { oldest } from '../core/window.ts';
import type { Run } from './run.ts';

const CONCURRENT_WRITES = 25;

interface Found {
  readonly listed: Listed;
  readonly stored: Snapshot | undefined;
  readonly change: Change;
}

/**
 * Compares a page with what is stored, and commits what has changed:
 *
 * 1. find each resource's snapshot, and the change it asks for; where another run has stored it since, nobody can tell
 *    whether our page or that is newer: the next run will;
 * 2. move the watermark back, if something older than it is about to become unsettled;
 * 3. commit each change by one conditional write; what the baseline only records goes in in bulk.
 */
export async function commitPage(run: Run, page: readonly Listed[]): Promise<void> {
  const storedSince = await run.stored.lookUp(page);
  const found = page.flatMap((listed): Found[] => {
    const stored = run.stored.get(listed.id);
    const change = diff(run.source, stored, listed, run.baseline);
    if (!change) return [];
    if (!storedSince.has(listed.id)) return [{ listed, stored, change }];
    run.tally.unresolved.add(listed.id);
    return [];
  });

  const inBulk = found.filter(({ change }) => change.kind === 'recorded' && change.settled);
  const oneByOne = found.filter((each) => !inBulk.includes(each));
  if (oneByOne.length > 0) {
    await run.checkpoint.lowerWatermark(oldest(oneByOne.map(({ listed, stored }) => (stored ?? listed).date)));
  }

  const recorded = inBulk.map(({ listed }) => recordedSnapshot(listed));
  for (const snapshot of recorded) run.stored.put(snapshot);
  await Promise.all([
    run.ports.store.record(recorded),
    pMap(oneByOne, (each) => commitChange(run, each), { concurrency: CONCURRENT_WRITES }),
  ]);
}

async function commitChange(run: Run, { listed, stored, change }: Found): Promise<void> {
  // EventBridge has been down for long. The change will be listed again when the outbox is empty.
  if (stored && isOutboxFull(stored)) {
    run.tally.unresolved.add(listed.id);
    return;
  }
  const before = stored && (await keptInSight(run, stored, listed));
  const fields = change.kind === 'recorded' ? listed.fields : change.fields;
  const next = nextSnapshot(before ?? listed, fields, announcementOf(run, change));
  if (!(await commit(run, next, listed))) return;
  if (change.kind === 'created') run.tally.created += 1;
  if (change.kind === 'updated') run.tally.changed += 1;
  if (isUnannounced(run, change, listed.id)) run.tally.unannounced += 1;
}

/** What a baseline finds was there before anyone could listen. */
function isUnannounced(run: Run, change: Change, id: string): boolean {
  if (change.kind === 'recorded' || run.baseline) return false;
  const hasNativeEvent = NATIVE_EVENTS.detailTypes.some((detailType) => detailType === change.detailType);
  return hasNativeEvent && !run.announced.has(id);
}

/** A window that has moved past the date a snapshot is kept under would not find it, and take the resource for new. */
async function keptInSight(run: Run, stored: Snapshot, listed: Listed): Promise<Snapshot> {
  if (stored.pinned || stored.date === undefined || stored.date === listed.date) return stored;
  await run.ports.store.pin(stored);
  return { ...stored, pinned: true };
}

function announcementOf(run: Run, change: Change): Announcement | undefined {
  const detectedAt = new Date(run.ports.clock.nowMs()).toISOString();
  switch (change.kind) {
    case 'recorded':
      return undefined;
    case 'created':
      return { detailType: change.detailType, detectedAt, ...(change.baseline && { baseline: true }) };
    case 'updated':
      return { detailType: change.detailType, detectedAt, previous: change.previous };
  }
}

/**
 * Writes a snapshot, unless another run was faster. Then what that run stored is taken over, its outbox too. If it is
 * not what we have listed, nobody can tell which of the two is newer: the next run will.
 */
export async function commit(run: Run, next: Snapshot, listed?: Listed): Promise<boolean> {
  const result = await run.ports.store.commit(next);
  const now = result.committed ? next : result.stored;
  if (now) {
    run.stored.put(now);
    run.outboxes.add(now);
  }
  if (!result.committed && listed && (!now || diff(run.source, now, listed, undefined)))
    run.tally.unresolved.add(next.id);
  return result.committed;
}
