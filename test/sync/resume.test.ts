import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTurn } from '../../local/aws/faults.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import type { Pipeline } from '../../local/pipeline.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, Feed, HOUR_MS, RECEIVER } from '../support/feed.ts';

let feed: Feed;
let pipeline: Pipeline;

beforeEach(async () => {
  feed = await Feed.start({ announceCompletion: true });
  pipeline = feed.pipeline();
});
afterEach(() => feed.stop());

function invite(count: number, openBelow: number): void {
  for (let number = 0; number < count; number++) {
    feed.world.partnerCentral.invite(invitation(number, { Status: number < openBelow ? 'PENDING' : 'ACCEPTED' }));
  }
}

const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);

/** One period after the previous sync. */
async function sync(mode: 'sync' | 'reconcile' = 'sync', remainingMs = () => Number.POSITIVE_INFINITY) {
  feed.clock.advance(60_000);
  return pipeline.sync(RECEIVER, mode, remainingMs);
}

/** Time for this many pages, counted from now. */
function timeFor(pages: number): () => number {
  const before = feed.world.partnerCentral.requests.length;
  return () => (feed.world.partnerCentral.requests.length - before < pages ? 60_000 : 0);
}

/** One run after the other, each with time for some pages, until one reports that it is complete. */
async function runs(pages: number): Promise<number> {
  for (let run = 1; run <= 50; run++) {
    if ((await sync('sync', timeFor(pages)))?.complete) return run;
  }
  throw new Error('not complete after 50 runs');
}

describe('a run that does not live long enough', () => {
  it('leaves the rest of a long first listing to the next ones, which announce nothing twice', async () => {
    invite(650, 12);
    // Three pages, then two each time, because the window takes one.
    expect(await runs(3)).toBe(3);
    expect(feed.world.partnerCentral.requests).toHaveLength(3 * 3);
    const events = feed.newEvents();
    expect(events.filter(({ type }) => type === 'Created')).toHaveLength(12);
    expect(events.filter(({ type }) => type === 'Sync Completed')).toHaveLength(1);
  });

  it('goes on at the page that failed, or from the beginning when that fails again', async () => {
    const { partnerCentral } = feed.world;
    invite(650, 12);
    const denied = new ServiceError('AccessDeniedException', 400, { Message: 'no' });
    const calls = () => partnerCentral.requests.length;
    partnerCentral.faults = ({ number }) => (number === 6 || number === 8 ? denied : undefined);
    await expect(sync()).rejects.toThrow('denied access');
    expect(calls()).toBe(6);
    // The window, and the sixth page again.
    await expect(sync()).rejects.toThrow('denied access');
    expect(calls()).toBe(6 + 2);
    await sync();
    expect(calls()).toBe(8 + 1 + 7);

    partnerCentral.faults = ({ number }) => (number === 21 ? denied : undefined);
    await expect(sync('reconcile')).rejects.toThrow('denied access');
    expect(calls()).toBe(21);
    // The window, and the rest after the three pages that were kept.
    await sync();
    expect(calls()).toBe(21 + 1 + 4);
  });

  it('does not claim to have seen what has come since a listing began that goes on', async () => {
    invite(350, 0);
    feed.world.partnerCentral.invite(invitation(400));
    // A date from the future. Without it, a listing has never seen more than its newest date.
    const InvitationDate = '9999-01-01T00:00:00.000Z';
    feed.world.partnerCentral.invite(invitation(9999, { Status: 'ACCEPTED', InvitationDate }));
    await sync();

    // The window reaches back to the open one, and takes two runs.
    feed.clock.advance(60_000);
    const begunAt = new Date(feed.clock.nowMs()).toISOString();
    await pipeline.sync(RECEIVER, 'sync', timeFor(2));
    feed.clock.advance(2 * HOUR_MS);
    await sync();
    expect((await pipeline.open(RECEIVER).ports.store.readCheckpoint()).listedTo).toBe(begunAt);
  });

  it('lists at least one page', async () => {
    invite(350, 0);
    expect(await runs(0)).toBe(4);
  });

  it('finds its window every time, while a long reconciliation goes on behind it', async () => {
    invite(650, 12);
    await sync();
    feed.newEvents();
    await sync('reconcile', timeFor(4));
    feed.world.partnerCentral.change(invitationId(7), { Status: 'ACCEPTED' });
    feed.world.partnerCentral.change(invitationId(640), { EngagementTitle: 'Far behind' });
    // Everything moves down by three: the listing will meet invitations that it has already seen.
    for (const number of [5000, 5001, 5002]) feed.world.partnerCentral.invite(invitation(number, {}, 0));
    await sync('sync', timeFor(4));
    expect(feed.newEvents().sort(byId)).toMatchObject([
      // A complete window each.
      { type: 'Sync Completed' },
      { type: 'Sync Completed' },
      { type: 'Accepted', id: invitationId(7) },
      { type: 'Created', id: invitationId(5000) },
      { type: 'Created', id: invitationId(5001) },
      { type: 'Created', id: invitationId(5002) },
    ]);
    await sync();
    expect(feed.newEvents()).toMatchObject([{ type: 'Updated', id: invitationId(640) }, { type: 'Sync Completed' }]);
  });

  it('remembers what an earlier run of the first listing has recorded, where the list has moved down', async () => {
    invite(450, 0);
    await sync('sync', timeFor(2));
    for (const number of [5000, 5001, 5002]) feed.world.partnerCentral.invite(invitation(number, {}, 0));
    // The list is out of date: an answered invitation appears again as it was.
    feed.world.partnerCentral.change(invitationId(198), { Status: 'PENDING' });
    await sync();
    expect(feed.newEvents().filter(({ id }) => id === invitationId(198))).toEqual([]);
  });

  it('warns of what an earlier run has committed', async () => {
    feed.world.partnerCentral.invite(invitation(9000, {}, 0));
    invite(650, 0);
    await sync('sync', timeFor(3));
    feed.newEvents();
    feed.clock.advance(13 * DAY_MS);
    await sync('sync', timeFor(3));
    expect(feed.newEvents()).toMatchObject([{ type: 'Expiring', id: invitationId(9000), stale: false }]);
  });
});

describe('an outage in the middle of a first listing', () => {
  it('does not swallow the warnings of what was listed before it', async () => {
    feed.world.partnerCentral.invite(invitation(9000, {}, 0));
    invite(450, 0);
    await sync('sync', timeFor(2));
    feed.newEvents();
    feed.world.partnerCentral.faults = () => new ServiceError('AccessDeniedException', 400, { Message: 'no' });
    for (const days of [12, 0, 2]) {
      feed.clock.advance(days * DAY_MS);
      await expect(sync()).rejects.toThrow('denied access');
    }
    expect(feed.newEvents()).toMatchObject([
      { type: 'Expiring', id: invitationId(9000), stale: true, expiry: { threshold: 'P3D' } },
      { type: 'Expiring', id: invitationId(9000), stale: true, expiry: { threshold: 'P1D' } },
    ]);
  });
});

describe('a page token', () => {
  it('that is refused when a listing goes on starts it again', async () => {
    invite(350, 12);
    await sync('sync', timeFor(2));
    feed.world.partnerCentral.expireTokens();
    feed.newListCalls();
    expect(await sync()).toMatchObject({ complete: true, turns: 1 });
    // The window, the refused token, and everything.
    expect(feed.newListCalls()).toBe(1 + 1 + 4);
    expect(feed.newEvents().filter(({ type }) => type === 'Created')).toHaveLength(12);
  });

  it('that is refused in the middle of a listing starts it again', async () => {
    invite(350, 12);
    feed.world.partnerCentral.faults = ({ number }) => {
      if (number === 3) feed.world.partnerCentral.expireTokens();
      return undefined;
    };
    expect(await sync()).toMatchObject({ complete: true, report: { created: 12 } });
    expect(feed.newEvents().filter(({ type }) => type === 'Created')).toHaveLength(12);
  });

  it('that is refused for ever fails the run, and is not kept for the next', async () => {
    invite(350, 12);
    feed.world.partnerCentral.faults = ({ input }) => {
      if (input.NextToken !== undefined) feed.world.partnerCentral.expireTokens();
      return undefined;
    };
    await expect(sync()).rejects.toThrow('refused a page token');
    feed.world.partnerCentral.faults = undefined;
    expect((await sync())?.complete).toBe(true);
  });

  it('that comes again ends the listing instead of going round for ever', async () => {
    const page = { EngagementInvitationSummaries: [invitation(1)], NextToken: 'round-and-round' };
    feed.world.partnerCentral.faults = () => ({ body: page });
    await expect(sync()).rejects.toThrow('a page token came again');
    expect(feed.newEvents()).toMatchObject([{ type: 'Created', id: invitationId(1) }]);
  });

  it('that comes again loses nothing of the page that it is on', async () => {
    const [first, second] = [1, 2].map((number) => ({
      body: { EngagementInvitationSummaries: [invitation(number)], NextToken: 'again' },
    }));
    feed.world.partnerCentral.faults = inTurn(first, second);
    await expect(sync()).rejects.toThrow('a page token came again');
    expect(feed.newEvents().map(({ id }) => id)).toEqual([invitationId(1), invitationId(2)]);
  });

  it('that is no text fails the run, instead of ending the list', async () => {
    const page = { EngagementInvitationSummaries: [invitation(1)], NextToken: { token: 2 } };
    feed.world.partnerCentral.faults = () => ({ body: page });
    await expect(sync()).rejects.toThrow('its answer cannot be read');
  });

  it('on an empty page leads on', async () => {
    const empty = { EngagementInvitationSummaries: [], NextToken: 'go-on' };
    feed.world.partnerCentral.faults = inTurn(
      { body: empty },
      { body: { ...empty, NextToken: 'and-on' } },
      {
        body: { EngagementInvitationSummaries: [invitation(1)] },
      },
    );
    expect((await sync())?.complete).toBe(true);
    expect(feed.newEvents()[0]).toMatchObject({ type: 'Created', id: invitationId(1) });
  });
});
