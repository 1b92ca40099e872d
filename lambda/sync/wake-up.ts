import { WAKE_UP_INTERVAL_SECONDS } from '../core/contract.ts';
import type { Clock, Ports, WakeUpMark } from '../ports.ts';
import { SyncFailedError } from './completion.ts';

const INTERVAL_MS = WAKE_UP_INTERVAL_SECONDS * 1000;

/** What native events have told of one scope. */
export interface News {
  readonly scope: string;
  readonly resourceIds: ReadonlySet<string>;
  /** When the latest of it was sent. */
  readonly sentMs: number;
}

/**
 * Syncs a scope because of news, once its first sync is done: two first syncs at once would list everything twice.
 *
 * A failure has been reported and is not repeated: the next scheduled run is the retry.
 */
export async function answerNews(
  { sentMs }: News,
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  mark: WakeUpMark,
  sync: () => Promise<void>,
): Promise<void> {
  const { baselineDone } = await store.readCheckpoint();
  if (!baselineDone || !(await turnToSync(mark, clock, sentMs))) return;
  try {
    await sync();
  } catch (error) {
    if (!(error instanceof SyncFailedError)) throw error;
  }
}

/**
 * Waits for the turn of a sync. However many ask, in however many functions at once, one sync starts in each interval:
 *
 * 1. a sync that was started after the news were sent has listed them: nothing is left to do;
 * 2. otherwise wait until the interval of the last one is over;
 * 3. leave a mark, unless another was faster; then look again.
 *
 * @returns whether to sync
 */
async function turnToSync(mark: WakeUpMark, clock: Clock, sentMs: number): Promise<boolean> {
  for (;;) {
    const startedMs = await mark.read();
    if (startedMs !== undefined && startedMs > sentMs) return false;

    const waitMs = (startedMs ?? 0) + INTERVAL_MS - clock.nowMs();
    if (waitMs > 0) await clock.sleep(waitMs);
    else if (await mark.replace(startedMs, clock.nowMs())) return true;
  }
}
