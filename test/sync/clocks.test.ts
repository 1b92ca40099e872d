import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SyncMode } from '../../lambda/core/contract.ts';
import { leaseFrom } from '../../lambda/core/lease.ts';
import type { Clock } from '../../lambda/ports.ts';
import { syncScope } from '../../lambda/sync/sync-scope.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import type { Pipeline } from '../../local/pipeline.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, Feed, RECEIVER } from '../support/feed.ts';

let feed: Feed;
let pipeline: Pipeline;
afterEach(() => feed.stop());

const [OLD, MOVING, NEW] = [1, 2, 3];

beforeEach(async () => {
  feed = await Feed.start();
  pipeline = feed.pipeline();
  feed.world.partnerCentral.invite(invitation(OLD, { Status: 'ACCEPTED' }, 9 * DAY_MS));
  feed.world.partnerCentral.invite(invitation(MOVING));
  await pipeline.sync(RECEIVER);
  expect(feed.newEvents()).toHaveLength(1);
  feed.clock.advance(60_000);
});

/** A clock that is wrong by this much. */
const wrongBy = (ms: number): Clock => ({
  nowMs: () => feed.clock.nowMs() + ms,
  sleep: (sleepMs) => feed.clock.sleep(sleepMs),
});

/** A sync in which something else happens between the answer with its n-th page and the work on it. */
async function dawdling(mode: SyncMode, page: number, meanwhile: () => Promise<unknown>) {
  const scope = pipeline.open(RECEIVER);
  const { lister } = scope.ports;
  let pages = 0;
  const listPage: typeof lister.listPage = async (request) => {
    const answer = await lister.listPage(request);
    pages += 1;
    if (pages === page) await meanwhile();
    return answer;
  };
  const ports = { ...scope.ports, lister: { listPage } };
  return syncScope({ ...scope, ports }, { mode, remainingMs: () => Number.POSITIVE_INFINITY });
}

const title = (number: number, EngagementTitle: string) =>
  feed.world.partnerCentral.change(invitationId(number), { EngagementTitle });
const told = () => feed.newEvents().map(({ type, sequence, previous }) => [type, sequence, previous]);

describe('a sync that lists something, and goes on with it', () => {
  it.each([
    { what: 'in the window', mode: 'sync', page: 1, number: MOVING, sequence: 2 },
    // The list of everything follows the window.
    { what: 'far behind it', mode: 'reconcile', page: 2, number: OLD, sequence: 1 },
  ] as const)('$what, when its turn is over: it takes back nothing that others have seen', async (each) => {
    const { mode, page, number, sequence } = each;
    title(number, 'New');
    const result = await dawdling(mode, page, async () => {
      feed.clock.advance(60_000);
      title(number, 'Newer');
      await feed.pipeline().sync(RECEIVER, mode);
      feed.newWrites();
    });
    // It takes another turn, and finds nothing to do.
    expect(result).toMatchObject({ complete: true, turns: 2 });
    expect(feed.newWrites().snapshots).toBe(0);
    expect(told()).toEqual([['Updated', sequence, { engagementTitle: `Title ${number}` }]]);
  });

  it('that is new, when its turn is over: it takes back nothing that others have seen', async () => {
    feed.world.partnerCentral.invite(invitation(NEW));
    const result = await dawdling('sync', 1, async () => {
      feed.clock.advance(60_000);
      await feed.pipeline().sync(RECEIVER);
      title(NEW, 'Newer');
      await feed.pipeline().sync(RECEIVER);
    });
    expect(result).toMatchObject({ complete: true, turns: 2 });
    expect(told()).toEqual([
      ['Created', 1, undefined],
      ['Updated', 2, { engagementTitle: 'Title 3' }],
    ]);
  });

  it('while somebody takes the scope whose clock is a minute ahead: its older news are refused, and it fails', async () => {
    title(MOVING, 'New');
    const late = dawdling('sync', 1, async () => {
      title(MOVING, 'Newer');
      await feed.pipeline(wrongBy(60_000)).sync(RECEIVER);
    });
    await expect(late).rejects.toThrow('Changes were refused');
    await pipeline.sync(RECEIVER);
    expect(told()).toEqual([['Updated', 2, { engagementTitle: 'Title 2' }]]);
  });
});

describe.each([-20_000, -3000, 3000, 20_000])('a sync whose clock is wrong by %i ms', (ms) => {
  it('takes turns with the others, who wait for no longer than that, and loses nothing', async () => {
    const wrong = feed.pipeline(wrongBy(ms));
    for (const [index, each] of [pipeline, wrong, pipeline, wrong].entries()) {
      title(MOVING, `New ${index}`);
      const startedMs = feed.clock.nowMs();
      expect(await each.sync(RECEIVER)).toMatchObject({ complete: true });
      expect(feed.clock.nowMs() - startedMs).toBeLessThanOrEqual(Math.abs(ms) + 1000);
      feed.clock.advance(1);
    }
    expect(told().map(([type, sequence]) => `${type} ${sequence}`)).toEqual(
      [2, 3, 4, 5].map((each) => `Updated ${each}`),
    );
  });
});

it('a lease of somebody whose clock was a day ahead is not believed', async () => {
  const { store } = pipeline.open(RECEIVER).ports;
  await store.takeTurn(leaseFrom(feed.clock.nowMs() + DAY_MS, 'dead', 0));
  const startedMs = feed.clock.nowMs();
  expect(await pipeline.sync(RECEIVER)).toMatchObject({ complete: true });
  expect(feed.clock.nowMs()).toBe(startedMs);
});

it('a clock that was weeks ahead dismisses what is open; once it is right, that is looked at and warned of again', async () => {
  await feed.pipeline(wrongBy(40 * DAY_MS)).sync(RECEIVER, 'reconcile');
  await pipeline.sync(RECEIVER);
  feed.newEvents();

  feed.clock.advance(14 * DAY_MS);
  feed.world.partnerCentral.faults = () => new ServiceError('AccessDeniedException', 400, {});
  await expect(pipeline.sync(RECEIVER)).rejects.toThrow('denied access');
  expect(feed.newEvents()).toMatchObject([{ type: 'Expiring', id: invitationId(MOVING), stale: true }]);
});
