import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTurn } from '../../local/aws/faults.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import type { Pipeline } from '../../local/pipeline.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, Feed, RECEIVER } from '../support/feed.ts';

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

/** Time for so many pages, counted from now. */
function timeFor(pages: number): () => number {
  const before = feed.world.partnerCentral.requests.length;
  return () => (feed.world.partnerCentral.requests.length - before < pages ? 60_000 : 0);
}

/** One run after the other, each with time for some pages, until one says that it is complete. */
async function runs(pages: number): Promise<number> {
  for (let run = 1; run <= 50; run++) {
    const { complete } = await pipeline.sync(RECEIVER, 'sync', timeFor(pages));
    if (complete) return run;
  }
  throw new Error('not complete after 50 runs');
}

describe('a run that does not live long enough', () => {
  it('leaves the rest of a long first listing to the next ones, which announce nothing twice', async () => {
    invite(950, 30);
    expect(await runs(3)).toBe(4);
    expect(feed.world.partnerCentral.requests).toHaveLength(10);
    const events = feed.newEvents();
    expect(events.filter(({ type }) => type === 'Created')).toHaveLength(30);
    expect(events.filter(({ type }) => type === 'Sync Completed')).toHaveLength(1);
  });

  it('goes on at the page that failed, or from the beginning when that fails again', async () => {
    const { partnerCentral } = feed.world;
    invite(950, 30);
    const denied = new ServiceError('AccessDeniedException', 400, { Message: 'no' });
    const calls = () => partnerCentral.requests.length;
    partnerCentral.faults = ({ number }) => (number === 6 || number === 7 ? denied : undefined);
    await expect(pipeline.sync(RECEIVER)).rejects.toThrow('denied access');
    expect(calls()).toBe(6);
    await expect(pipeline.sync(RECEIVER)).rejects.toThrow('denied access');
    expect(calls()).toBe(7);
    await pipeline.sync(RECEIVER);
    expect(calls()).toBe(7 + 10);

    partnerCentral.faults = ({ number }) => (number === 22 ? denied : undefined);
    await expect(pipeline.sync(RECEIVER, 'reconcile')).rejects.toThrow('denied access');
    await pipeline.sync(RECEIVER, 'reconcile');
    expect(calls()).toBe(22 + 6);
  });

  it('does not claim to have seen what has come since a listing began that goes on', async () => {
    invite(350, 0);
    feed.world.partnerCentral.invite(invitation(400));
    // A date from the future: without it, the watermark is never later than the newest that was listed.
    const InvitationDate = '9999-01-01T00:00:00.000Z';
    feed.world.partnerCentral.invite(invitation(9999, { Status: 'ACCEPTED', InvitationDate }));
    await pipeline.sync(RECEIVER);

    // The window reaches back to the one that is open, and is listed in two runs.
    feed.world.partnerCentral.change(invitationId(400), { Status: 'ACCEPTED' });
    feed.clock.advance(60_000);
    const begunAt = new Date(feed.clock.nowMs()).toISOString();
    await pipeline.sync(RECEIVER, 'sync', timeFor(2));
    feed.clock.advance(2 * 3_600_000);
    await pipeline.sync(RECEIVER);
    expect((await pipeline.open(RECEIVER).ports.store.readCheckpoint()).watermark).toBe(begunAt);
  });

  it('lists at least one page', async () => {
    invite(350, 0);
    expect(await runs(0)).toBe(4);
  });

  it('finds its window every time, while a long reconciliation goes on behind it', async () => {
    invite(950, 30);
    await runs(100);
    feed.newEvents();
    await pipeline.sync(RECEIVER, 'reconcile', timeFor(3));
    feed.world.partnerCentral.change(invitationId(7), { Status: 'ACCEPTED' });
    feed.world.partnerCentral.change(invitationId(900), { EngagementTitle: 'Far behind' });
    // Everything moves down by three: the listing behind will come by invitations that it has already seen.
    for (const number of [5000, 5001, 5002]) feed.world.partnerCentral.invite(invitation(number, {}, 0));
    await pipeline.sync(RECEIVER, 'sync', timeFor(4));
    expect(feed.newEvents().sort(byId)).toMatchObject([
      { type: 'Sync Completed' },
      { type: 'Accepted', id: invitationId(7) },
      { type: 'Created', id: invitationId(5000) },
      { type: 'Created', id: invitationId(5001) },
      { type: 'Created', id: invitationId(5002) },
    ]);
    await pipeline.sync(RECEIVER, 'sync', timeFor(100));
    expect(feed.newEvents()).toMatchObject([{ type: 'Updated', id: invitationId(900) }, { type: 'Sync Completed' }]);
  });

  it('remembers what an earlier run of the first listing has recorded, where the list has moved down', async () => {
    invite(450, 0);
    await pipeline.sync(RECEIVER, 'sync', timeFor(2));
    for (const number of [5000, 5001, 5002]) feed.world.partnerCentral.invite(invitation(number, {}, 0));
    // The list lags behind: what was answered is shown once more as it was.
    feed.world.partnerCentral.change(invitationId(198), { Status: 'PENDING' });
    await pipeline.sync(RECEIVER, 'sync', timeFor(100));
    expect(feed.newEvents().filter(({ id }) => id === invitationId(198))).toEqual([]);
  });

  it('warns of what an earlier run has committed', async () => {
    feed.world.partnerCentral.invite(invitation(9000, {}, 0));
    invite(950, 0);
    await pipeline.sync(RECEIVER, 'sync', timeFor(3));
    feed.newEvents();
    feed.clock.advance(13 * DAY_MS);
    await pipeline.sync(RECEIVER, 'sync', timeFor(3));
    expect(feed.newEvents()).toMatchObject([{ type: 'Expiring', id: invitationId(9000), stale: true }]);
  });
});

describe('an outage in the middle of a first listing', () => {
  it('does not swallow the warnings of what was listed before it', async () => {
    feed.world.partnerCentral.invite(invitation(9000, {}, 0));
    invite(450, 0);
    await pipeline.sync(RECEIVER, 'sync', timeFor(2));
    feed.newEvents();
    feed.world.partnerCentral.faults = () => new ServiceError('AccessDeniedException', 400, { Message: 'no' });
    for (const days of [12, 0, 2]) {
      feed.clock.advance(days * DAY_MS);
      await expect(pipeline.sync(RECEIVER)).rejects.toThrow('denied access');
    }
    expect(feed.newEvents()).toMatchObject([
      { type: 'Expiring', id: invitationId(9000), stale: true, expiry: { threshold: 'P3D' } },
      { type: 'Expiring', id: invitationId(9000), stale: true, expiry: { threshold: 'P1D' } },
    ]);
  });
});

describe('a page token', () => {
  it('that is refused when a listing goes on starts it again', async () => {
    invite(550, 30);
    await pipeline.sync(RECEIVER, 'sync', timeFor(2));
    feed.world.partnerCentral.expireTokens();
    const before = feed.world.dynamodb.requests.length;
    const { complete } = await pipeline.sync(RECEIVER);
    expect(complete).toBe(true);
    expect(feed.newEvents().filter(({ type }) => type === 'Created')).toHaveLength(30);
    // What is stored is read in step with the list again, not item by item.
    const operations = feed.world.dynamodb.requests.slice(before).map(({ operation }) => operation);
    expect(operations.filter((operation) => operation === 'GetItem')).toHaveLength(1);
    expect(operations).not.toContain('BatchGetItem');
  });

  it('that is refused in the middle of a listing starts it again', async () => {
    invite(550, 30);
    feed.world.partnerCentral.faults = ({ number }) => {
      if (number === 3) feed.world.partnerCentral.expireTokens();
      return undefined;
    };
    const { complete, report } = await pipeline.sync(RECEIVER);
    expect(complete).toBe(true);
    expect(report.created).toBe(30);
    // What the run itself has written a moment ago has to be seen.
    const queries = feed.world.dynamodb.requests.filter(({ operation }) => operation === 'Query');
    expect([queries[0], queries.at(-1)].map((query) => query?.input.ConsistentRead)).toEqual([undefined, true]);
  });

  it('that is refused for ever fails the run, and is not kept for the next', async () => {
    invite(550, 30);
    feed.world.partnerCentral.faults = ({ input }) => {
      if (input.NextToken !== undefined) feed.world.partnerCentral.expireTokens();
      return undefined;
    };
    await expect(pipeline.sync(RECEIVER)).rejects.toThrow('refused a page token');
    feed.world.partnerCentral.faults = undefined;
    expect((await pipeline.sync(RECEIVER)).complete).toBe(true);
  });

  it('that comes again ends the listing instead of going round for ever', async () => {
    const page = { EngagementInvitationSummaries: [invitation(1)], NextToken: 'round-and-round' };
    feed.world.partnerCentral.faults = () => ({ body: page });
    await expect(pipeline.sync(RECEIVER)).rejects.toThrow('a page token came again');
    expect(feed.newEvents()).toMatchObject([{ type: 'Created', id: invitationId(1) }]);
  });

  it('that comes again loses nothing of the page that it is on', async () => {
    const [first, second] = [1, 2].map((number) => ({
      body: { EngagementInvitationSummaries: [invitation(number)], NextToken: 'again' },
    }));
    feed.world.partnerCentral.faults = inTurn(first, second);
    await expect(pipeline.sync(RECEIVER)).rejects.toThrow('a page token came again');
    expect(feed.newEvents().map(({ id }) => id)).toEqual([invitationId(1), invitationId(2)]);
  });

  it('that is no text fails the run, instead of ending the list', async () => {
    const page = { EngagementInvitationSummaries: [invitation(1)], NextToken: { token: 2 } };
    feed.world.partnerCentral.faults = () => ({ body: page });
    await expect(pipeline.sync(RECEIVER)).rejects.toThrow('the page token of the answer is no text');
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
    expect((await pipeline.sync(RECEIVER)).complete).toBe(true);
    expect(feed.newEvents()[0]).toMatchObject({ type: 'Created', id: invitationId(1) });
  });
});
