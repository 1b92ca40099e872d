import { HOUR_MS, SimulatedClock } from '../../simulation/clock.ts';
import { drawKnobs } from '../../simulation/knobs.ts';
import { Ledger } from '../../simulation/ledger.ts';
import { ListApi } from '../../simulation/lister.ts';
import { Random } from '../../simulation/random.ts';
import type { Kind } from '../../simulation/resource.ts';
import { Scheduler } from '../../simulation/scheduler.ts';
import { Upstream } from '../../simulation/upstream.ts';
import { START_MS } from '../../support/feed.ts';
import { newRun, untilAnswered } from '../simulated-calls.ts';
import type { ListerUnderTest } from './lister-under-test.ts';

/** The simulated list with given faults instead of random ones, and the page size of the real listers. */
export function simulatedLister(kind: Kind): ListerUnderTest {
  const random = new Random(1);
  const clock = new SimulatedClock();
  const knobs = { ...drawKnobs(random, 'calm'), kind, resources: 0, pageSize: 100, tokenLifeMs: HOUR_MS };
  const scheduler = new Scheduler(random, clock, 0);
  const upstream = new Upstream(random, clock, knobs);
  const failures: number[] = [];
  const told = { failedAttempts: () => failures.shift() ?? 0 };
  const api = new ListApi(random, clock, knobs, upstream, scheduler, new Ledger(knobs, clock), told);
  const { listPage } = api.listerOf(newRun(clock));
  return {
    lister: {
      listPage: (request) =>
        untilAnswered(scheduler, listPage(request)).finally(() => {
          api.deniedUntilMs = 0;
        }),
    },
    add: (id, ageMs) => {
      const state = ageMs === undefined ? {} : { dateMs: START_MS - ageMs };
      upstream.resources.push({ id, visibleFromMs: 0, place: random.next(), history: [{ atMs: 0, state }] });
    },
    expireTokens: () => clock.advance(2 * HOUR_MS),
    failNext: (attempts) => void failures.push(attempts),
    denyNext: () => {
      api.deniedUntilMs = Number.POSITIVE_INFINITY;
    },
    close: async () => undefined,
  };
}
