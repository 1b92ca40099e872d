import { PARTICIPANT_ROLES } from '../../lambda/apis/invitations.ts';
import { World } from '../../local/aws/world.ts';
import { VirtualClock } from '../../local/virtual-clock.ts';
import { countedPipeline } from '../cost/counted-pipeline.ts';
import { templateOf } from '../cost/scenarios.ts';
import { schedulesOf } from '../cost/template.ts';
import { TABLE } from '../cost/worlds.ts';
import { inviteHistory } from '../history.ts';
import type { Day } from './measured.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** So that 1,000 are pending, and none has expired. */
export const SHORT_INTERVAL_MINUTES = 20;
const DAYS_A_MONTH = 730 / 24;

/** Partner Central with so many settled invitations, evenly divided among both roles, and so many open ones in each. */
async function partnerWith(settled: number, open: number, intervalMs = HOUR_MS): Promise<World> {
  const world = await World.start({
    dynamodb: { tableName: TABLE },
    partnerCentral: { rateLimit: 'off' },
    eventBus: { buses: ['feed'] },
  });
  Object.assign(process.env, world.environment);
  for (const [index, role] of PARTICIPANT_ROLES.entries()) {
    inviteHistory(world, {
      role,
      pending: open,
      settled: settled / PARTICIPANT_ROLES.length,
      prefix: String(index),
      intervalMs,
    });
  }
  return world;
}

/**
 * Plays days in which nothing changes, in virtual time: all that the schedules of the synthesized template start. What
 * Partner Central received is counted.
 *
 * A run that lists everything, as each list has one a day, lists the window first, as any other. What it takes beyond that
 * is the reconciliation's.
 *
 * @param rates ISO 8601, one for each day
 */
export async function playDays(history: number, open: number, rates: readonly string[]): Promise<Day[]> {
  const world = await partnerWith(history, open);
  try {
    const clock = new VirtualClock(Date.now());
    const sync = countedPipeline(world, clock);
    const { requests } = world.partnerCentral;
    const windowCalls = new Map<string, number>();
    for (const { scope } of invitationSchedules(rates[0])) await sync(scope);
    // Everything is listed again after a day, and up to an hour more: about the middle of each day that follows.
    clock.advance(DAY_MS / 2);

    const days: Day[] = [];
    for (const rate of rates) {
      const midnightMs = clock.nowMs();
      const runs = runsOfADay(rate);
      const calls = { syncs: 0, reconciliations: 0 };
      for (const { atMs, scope } of runs) {
        clock.advance(midnightMs + atMs - clock.nowMs());
        const before = requests.length;
        const { found, isReconciliation } = await sync(scope);
        if (found > 0) throw new Error(`Nothing was to change on this day, but ${scope} found ${found} changes`);
        const received = requests.length - before;
        if (!isReconciliation) windowCalls.set(scope, received);
        const ofWindow = windowCalls.get(scope) ?? 0;
        calls.syncs += ofWindow;
        calls.reconciliations += received - ofWindow;
      }
      clock.advance(midnightMs + DAY_MS - clock.nowMs());
      days.push({
        history,
        rate,
        syncs: runs.length,
        syncCalls: calls.syncs,
        reconciliationCalls: calls.reconciliations,
      });
    }
    return days;
  } finally {
    await world.stop();
  }
}

/** Calls of one sync that finds nothing new, by how many are open. */
export async function syncCallsWith(open: number): Promise<number> {
  const world = await partnerWith(1000, open, SHORT_INTERVAL_MINUTES * 60_000);
  try {
    const sync = countedPipeline(world);
    await sync('invitations/AWS/RECEIVER');
    const { listCalls, found } = await sync('invitations/AWS/RECEIVER');
    if (found > 0) throw new Error(`The sync was to be idle, but found ${found} changes`);
    return listCalls;
  } finally {
    await world.stop();
  }
}

const invitationSchedules = (rate: string | undefined) =>
  schedulesOf(templateOf(rate ? { invitationsRate: rate } : {})).filter(({ kind }) => kind === 'invitations');

function runsOfADay(rate: string) {
  const runs = invitationSchedules(rate).flatMap(({ scope, runsAMonth }) => {
    const count = Math.round(runsAMonth / DAYS_A_MONTH);
    return Array.from({ length: count }, (_, number) => ({ scope, atMs: (number * DAY_MS) / count }));
  });
  return runs.toSorted((a, b) => a.atMs - b.atMs);
}
