import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../lambda/ports.ts';
import { syncScope } from '../../lambda/sync/sync-scope.ts';
import type { Pipeline } from '../../local/pipeline.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { Feed, RECEIVER } from '../support/feed.ts';

const PAGES = 4;
/** A turn lists for 20 seconds: two of these pages. */
const PAGE_MS = 10_000;
const GAP_MS = 2000;
const NEWS = 9000;

let feed: Feed;
let pipeline: Pipeline;

beforeEach(async () => {
  feed = await Feed.start({ announceCompletion: true });
  pipeline = feed.pipeline();
  for (let number = 0; number < PAGES * 100 - 10; number++) {
    feed.world.partnerCentral.invite(invitation(number, { Status: 'ACCEPTED' }));
  }
});
afterEach(() => feed.stop());

const slowDown = () => {
  feed.world.partnerCentral.faults = () => {
    feed.clock.advance(PAGE_MS);
    return undefined;
  };
};

/** The clock of a run. Something else happens between its first two turns. */
function clockWithGap(inTheGap: () => Promise<unknown>): Clock {
  let isFirst = true;
  return {
    nowMs: () => feed.clock.nowMs(),
    async sleep(ms) {
      if (isFirst && ms === GAP_MS) {
        isFirst = false;
        await inTheGap();
      }
      await feed.clock.sleep(ms);
    },
  };
}

const told = () => feed.newEvents().map(({ type, id }) => `${type} ${id}`.trim());
const placeOfEverything = async () => (await pipeline.open(RECEIVER).ports.store.readCheckpoint()).everything;

/** The run of another function that hears of it while the first one leaves the scope alone. */
const wakeUp = () => {
  const request = { mode: 'wake-up', remainingMs: () => 60_000 } as const;
  const news = { resourceIds: new Set([invitationId(NEWS)]), sentMs: feed.clock.nowMs() };
  return syncScope(feed.pipeline().open(RECEIVER), { ...request, news });
};

describe('a first sync of a long list', () => {
  it('goes on in turns, with the window in each, until all is listed', async () => {
    slowDown();
    feed.newListCalls();
    const run = feed.pipeline(
      clockWithGap(async () => {
        feed.world.partnerCentral.invite(invitation(NEWS, {}, 0));
      }),
    );
    const result = await run.sync(RECEIVER);
    // Two pages; the window and the third; the window and the last one.
    expect(result).toMatchObject({ complete: true, turns: 3, report: { mode: 'baseline', pages: 2 + 2 + 2 } });
    expect(feed.newListCalls()).toBe(6);
    expect(told()).toEqual([`Created ${invitationId(NEWS)}`, 'Sync Completed']);
  });

  it('lets somebody else go on with it between two turns', async () => {
    slowDown();
    const run = feed.pipeline(
      clockWithGap(async () => {
        const result = await feed.pipeline().sync(RECEIVER, 'sync', () => 300_000);
        expect(result).toMatchObject({ complete: true, turns: 2 });
      }),
    );
    // It comes back to a finished scope, and lists the window. Each of them has listed something to its end.
    expect(await run.sync(RECEIVER)).toMatchObject({ turns: 2, report: { mode: 'window', pages: 2 + 1 } });
    expect(told()).toEqual(['Sync Completed', 'Sync Completed']);
  });
});

describe('a reconciliation of a long list', () => {
  beforeEach(async () => {
    await pipeline.sync(RECEIVER);
    feed.newEvents();
    feed.clock.advance(60_000);
    slowDown();
  });

  it('lets a wake-up tell its news between two turns, and goes on where it was', async () => {
    feed.world.partnerCentral.change(invitationId(350), { EngagementTitle: 'Far behind' });
    const run = feed.pipeline(
      clockWithGap(async () => {
        const place = await placeOfEverything();
        expect(place).toMatchObject({ token: expect.any(String) });
        feed.world.partnerCentral.invite(invitation(NEWS, {}, 0));
        expect(await wakeUp()).toMatchObject({ complete: true, turns: 1, report: { mode: 'window', pages: 1 } });
        expect(told()).toEqual([`Created ${invitationId(NEWS)}`, 'Sync Completed']);
        expect(await placeOfEverything()).toEqual(place);
      }),
    );
    // The window and a page each.
    expect(await run.sync(RECEIVER, 'reconcile')).toMatchObject({
      complete: true,
      turns: 4,
      report: { mode: 'reconcile', pages: 4 * 2 },
    });
    expect(told()).toEqual([`Updated ${invitationId(350)}`, 'Sync Completed']);
    expect(await placeOfEverything()).toBeUndefined();
  });

  it('that somebody asks for while one goes on is another one, as the first has passed by already', async () => {
    const run = feed.pipeline(
      clockWithGap(async () => {
        feed.world.partnerCentral.change(invitationId(90), {
          EngagementTitle: 'Already listed, and behind the window',
        });
        const { store } = pipeline.open(RECEIVER).ports;
        await store.wantReconciliation(new Date(feed.clock.nowMs()).toISOString());
      }),
    );
    await run.sync(RECEIVER, 'reconcile');
    feed.clock.advance(60_000);
    await run.sync(RECEIVER);
    expect(told().filter((event) => event !== 'Sync Completed')).toEqual([`Updated ${invitationId(90)}`]);
    feed.clock.advance(60_000);
    expect((await run.sync(RECEIVER))?.report.mode).toBe('window');
  });
});

describe('a window that is longer than a turn', () => {
  it('goes on in the next turn, and has seen no more than was there when it began', async () => {
    await pipeline.sync(RECEIVER);
    // Open for 340 minutes: on the fourth page.
    feed.world.partnerCentral.invite(invitation(NEWS, {}, 340 * 60_000));
    await pipeline.sync(RECEIVER, 'reconcile');
    feed.world.partnerCentral.change(invitationId(NEWS), { Status: 'ACCEPTED' });
    feed.newEvents();
    feed.clock.advance(60_000);
    slowDown();
    const run = feed.pipeline(
      clockWithGap(async () => {
        expect(told()).toEqual([]);
        feed.world.partnerCentral.invite(invitation(NEWS + 1, {}, -2 * 60_000));
      }),
    );
    expect(await run.sync(RECEIVER)).toMatchObject({ complete: true, turns: 2, report: { mode: 'window', pages: 4 } });
    expect(told()).toEqual([`Accepted ${invitationId(NEWS)}`, 'Sync Completed']);
    feed.clock.advance(60_000);
    await run.sync(RECEIVER);
    expect(told()).toEqual([`Created ${invitationId(NEWS + 1)}`, 'Sync Completed']);
  });
});
