import type { Checkpoint } from '../core/checkpoint.ts';
import { ASK_AGAIN_MS, type LeaseRequest, leaseFrom, WAKE_UP_INTERVAL_MS, wakeUpWait } from '../core/lease.ts';
import type { Ports } from '../ports.ts';

/** A turn that was taken. */
export interface Turn {
  readonly lease: LeaseRequest;
  /** From the end of the previous turn. */
  readonly checkpoint: Checkpoint;
  readonly begunMs: number;
}

/**
 * Takes a turn as soon as nobody has it.
 *
 * @param mayWait whether there is time to wait for one
 * @returns undefined if none was free in that time
 */
export async function takeTurn(ports: Ports, mayWait: () => boolean): Promise<Turn | undefined> {
  for (;;) {
    const turn = await tryToTake(ports, 0);
    if (turn || !mayWait()) return turn;
    await ports.clock.sleep(ASK_AGAIN_MS);
  }
}

/**
 * Takes a turn because of a native event: at most one in each interval, however many runs ask.
 *
 * @param sentMs when the event was sent
 * @returns undefined if none is needed, or none was free in time
 */
export async function takeTurnForWakeUp(
  ports: Ports,
  sentMs: number,
  mayWait: () => boolean,
): Promise<Turn | undefined> {
  const { store, clock } = ports;
  for (;;) {
    const waitMs = wakeUpWait(await store.readCheckpoint(), sentMs, clock.nowMs());
    if (waitMs === 'needless') return undefined;
    const turn = waitMs === 0 ? await tryToTake(ports, WAKE_UP_INTERVAL_MS) : undefined;
    if (turn || !mayWait()) return turn;
    await clock.sleep(Math.max(waitMs, ASK_AGAIN_MS));
  }
}

async function tryToTake({ store, clock, newId }: Ports, intervalMs: number): Promise<Turn | undefined> {
  const begunMs = clock.nowMs();
  const lease = leaseFrom(begunMs, newId(), intervalMs);
  const checkpoint = await store.takeTurn(lease);
  return checkpoint && { lease, checkpoint, begunMs };
}
