import { setImmediate as nextTurn } from 'node:timers/promises';
import { TokenBucket } from 'limiter';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { callBudget } from '../../../lambda/adapters/call-limit.ts';
import { newId, sha256 } from '../../../lambda/adapters/system.ts';
import { invitations } from '../../../lambda/apis/invitations.ts';
import { DEFAULT_EVENT_SOURCE, DEFAULT_EXPIRY_THRESHOLDS, type SyncMode } from '../../../lambda/core/contract.ts';
import type { FeedEvent } from '../../../lambda/core/event.ts';
import type { SyncResult } from '../../../lambda/sync/completion.ts';
import { syncScope } from '../../../lambda/sync/sync-scope.ts';
import { DAY_MS, RECEIVER, START_MS } from '../../support/feed.ts';
import { dateOf, invitationId, LongList } from './list.ts';
import { Slots } from './slots.ts';

/** `npm run test:long-list` uses a million. */
const COUNT = Number(process.env.LONG_LIST_COUNT ?? 20_000);
const CALLS_PER_SECOND = 5;
const BURST = 10;
/** 15 minutes for a million, and proportionally less for fewer. */
const TIME_LIMIT_MS = (900_000 * COUNT) / 1_000_000;
/** For deadlines, publishing, and the checkpoint. */
const RESERVE_MS = Math.min(15_000, TIME_LIMIT_MS / 4);
const CALLS_A_RUN = BURST + ((TIME_LIMIT_MS - RESERVE_MS) / 1000) * CALLS_PER_SECOND;
const PAGES = COUNT / 100;

/** One on each of the first pages, which form the window. */
const WINDOW_PAGES = 10;
/** Each turn lists the window first, which is at most a ninth of what it lists. */
const WITH_WINDOWS = 9 / 8;
const isPending = (number: number) => number % 100 === 0 && number < WINDOW_PAGES * 100;
const PENDING = Array.from({ length: COUNT }, (_, number) => number).filter(isPending);

/** Every wait uses the timers. */
const clock = {
  nowMs: () => START_MS + performance.now(),
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
};

let list: LongList;
let store: Slots;
let events: FeedEvent[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const quota = new TokenBucket({ bucketSize: 10, tokensPerInterval: 10, interval: 'second' });
  quota.content = 10;
  list = new LongList(COUNT, isPending, callBudget(CALLS_PER_SECOND), quota);
  store = new Slots(COUNT, invitations, clock.nowMs);
  events = [];
});
afterEach(() => vi.useRealTimers());

/** A run of a newly started function. */
async function run(mode: SyncMode): Promise<SyncResult> {
  const startedMs = performance.now();
  const callsBefore = list.callsMs.length;
  list.budget = callBudget(CALLS_PER_SECOND);
  let result: SyncResult | undefined;
  const publisher = {
    publish: async (batch: readonly FeedEvent[]) => {
      events.push(...batch);
      return batch.map(() => ({ accepted: true }) as const);
    },
  };
  const ports = { lister: list, store, publisher, clock, log: { warn: () => {} }, digest: sha256, newId };
  const settings = {
    eventSource: DEFAULT_EVENT_SOURCE,
    baseline: 'open',
    expiryThresholds: DEFAULT_EXPIRY_THRESHOLDS,
    announceCompletion: false,
  } as const;
  const remainingMs = () => startedMs + TIME_LIMIT_MS - performance.now();
  let failure: unknown;
  syncScope({ name: RECEIVER, api: invitations, ports, settings }, { mode, remainingMs }).then(
    (value) => {
      result = value;
    },
    (error) => {
      failure = error;
    },
  );
  for (await nextTurn(); !result; await nextTurn()) {
    if (failure) throw failure;
    vi.advanceTimersToNextTimer();
  }
  expect(remainingMs(), 'time left').toBeGreaterThan(0);
  const calls = list.callsMs.slice(callsBefore).map((atMs) => atMs - startedMs);
  expect(calls.filter((atMs, index) => index + 1 > BURST + (CALLS_PER_SECOND * atMs) / 1000 + 1e-6)).toEqual([]);
  return result;
}

const idsOf = (type: string) =>
  events
    .filter((event) => event['detail-type'] === `Engagement Invitation ${type}`)
    .map(({ detail }) => (detail.engagementInvitation as { id: string }).id)
    .sort();

it(`a list of ${COUNT} is synced and reconciled within the limits of calls and time`, {
  timeout: 600_000,
}, async () => {
  const expectedRuns = Math.ceil((PAGES * WITH_WINDOWS) / CALLS_A_RUN);
  const results = [await run('sync')];
  while (!results.at(-1)?.complete) {
    expect(results.length, 'runs that did not finish').toBeLessThan(expectedRuns);
    results.push(await run('sync'));
  }
  const [runs, turns] = [results.length, results.reduce((sum, result) => sum + result.turns, 0)];
  // Apart from the windows, no page is listed twice, neither between two turns nor between two runs.
  expect(list.callsMs.length).toBeGreaterThanOrEqual(PAGES);
  expect(list.callsMs.length).toBeLessThanOrEqual(PAGES + (turns - 1) * WINDOW_PAGES);
  expect(list.callsMs.length).toBeLessThanOrEqual(PAGES * WITH_WINDOWS);
  expect(runs).toBe(expectedRuns);
  expect(idsOf('Created')).toEqual(PENDING.map(invitationId).sort());
  expect(events).toHaveLength(PENDING.length);
  expect(store.checkpoint).toMatchObject({ baselineDone: true, listedTo: dateOf(0) });
  const firstSyncMs = performance.now();

  vi.advanceTimersByTime(DAY_MS - firstSyncMs);
  const [pending, settled] = [PENDING[1] ?? 0, COUNT - 5];
  list.changed.set(pending, { Status: 'REJECTED' });
  list.changed.set(settled, { EngagementTitle: 'Late' });
  const writes = store.writes;
  const calls = list.callsMs.length;
  let reconciliations = 1;
  for (await run('reconcile'); store.checkpoint.everything; await run('sync')) {
    reconciliations += 1;
    expect(reconciliations).toBeLessThanOrEqual(2 * expectedRuns);
  }
  expect(idsOf('Rejected')).toEqual([invitationId(pending)]);
  expect(idsOf('Updated')).toEqual([invitationId(settled)]);
  expect(events).toHaveLength(PENDING.length + 2);
  // Each change is committed, published, and cleared.
  expect(store.writes - writes).toBe(4);
  expect(store.checkpoint.listedTo).toBe(dateOf(0));
  expect(list.refused, 'calls beyond the quota of the account').toBe(0);
  process.stdout.write(
    `${COUNT} invitations: first sync ${runs} runs, ${turns} turns, ${calls} calls, ${Math.round(firstSyncMs / 1000)} s; ` +
      `reconciliation ${reconciliations} runs, ${list.callsMs.length - calls} calls\n`,
  );
});
