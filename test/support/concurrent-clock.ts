import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../lambda/ports.ts';
import type { VirtualClock } from '../../local/virtual-clock.ts';

/** Long enough for other runs to get something done while one waits, whose time would be over otherwise. */
const REAL_MS = 20;

/** The clock of several concurrent runs. Runs that wait at the same time wait together, not one after the other. */
export const concurrentClock = (clock: VirtualClock): Clock => ({
  nowMs: () => clock.nowMs(),
  async sleep(ms) {
    const wakesAtMs = clock.nowMs() + ms;
    await setTimeout(REAL_MS);
    clock.advance(Math.max(0, wakesAtMs - clock.nowMs()));
  },
});
