import { expect, it } from 'vitest';
import { type Checkpoint, NO_CHECKPOINT } from '../../lambda/core/window.ts';
import type { SnapshotStore } from '../../lambda/ports.ts';
import { CheckpointKeeper } from '../../lambda/sync/checkpoint-keeper.ts';
import { VirtualClock } from '../../local/virtual-clock.ts';
import { START_MS } from '../support/feed.ts';

it('hands on to the next run what another one has committed and ended with, unseen', async () => {
  const clock = new VirtualClock(START_MS);
  let stored: Checkpoint = { ...NO_CHECKPOINT, version: 1, baselineDone: true };
  const store: Pick<SnapshotStore, 'readCheckpoint' | 'saveCheckpoint'> = {
    readCheckpoint: async () => stored,
    saveCheckpoint: async (next) => {
      if (next.version !== stored.version + 1) return false;
      stored = next;
      return true;
    },
  };
  const open = () => CheckpointKeeper.open(store as SnapshotStore, clock);

  const listing = await open();
  const other = await open();
  await other.lowerWatermark('2026-11-02T00:00:00.000Z');
  clock.advance(1000);
  await other.update((latest) => other.raised(latest, '2026-11-04T00:00:00.000Z'));

  // The one that is still listing may have read before that commit. So may the run that goes on with its place have.
  await listing.update((latest) => {
    const oldestUnsettled = listing.unseenFrom(latest);
    return {
      ...latest,
      resume: { window: { token: 'next', ...(oldestUnsettled !== undefined && { oldestUnsettled }) } },
    };
  });
  expect(stored.resume?.window?.oldestUnsettled).toBe('2026-11-02T00:00:00.000Z');

  // One that opens now sees all of it.
  const next = await open();
  expect(next.unseenFrom(next.current)).toBeUndefined();
  expect(next.isShared).toBe(false);
});
