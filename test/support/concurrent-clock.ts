import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../lambda/ports.ts';
import type { VirtualClock } from '../../local/virtual-clock.ts';

/** Long enough for others to get something done while somebody waits, whose time would be over otherwise. */
const REAL_MS = 20;

/** The time of several runs at once. Those who wait at the same time, wait for the same time, and not one after the other. */
export const concurrentClock = (clock: VirtualClock): Clock => ({
  nowMs: () => clock.nowMs(),
  async sleep(ms) {
    const wakesAtMs = clock.nowMs() + ms;
    await setTimeout(REAL_MS);
    clock.advance(Math.max(0, wakesAtMs - clock.nowMs()));
  },
});
