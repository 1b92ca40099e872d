import { afterEach, describe, expect, it } from 'vitest';
import { EVERY_RUN } from '../../lambda/core/attention.ts';
import type { Pipeline } from '../../local/pipeline.ts';
import { engagement, engagementArn, invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, Feed, HOUR_MS, OHIO, RECEIVER, START_MS } from '../support/feed.ts';

let feed: Feed;
let pipeline: Pipeline;
afterEach(() => feed.stop());

/** This long after the start. */
const at = (ms: number) => feed.clock.advance(START_MS + ms - feed.clock.nowMs());

/** Syncs, and returns the events: `Created 1` is the first event of a resource. */
async function synced(): Promise<string[]> {
  await pipeline.sync(RECEIVER);
  return feed.newEvents().map(({ type, sequence }) => `${type} ${sequence}`);
}

describe('an invitation that is old, and open', () => {
  /** A first sync of 120 settled invitations, and one of this age that expires this long after the start. */
  async function firstSync(ageMs: number, expiresInMs: number, expiresAtOnce = true): Promise<string[]> {
    feed = await Feed.start({ expiresAtOnce });
    pipeline = feed.pipeline();
    const ExpirationDate = new Date(START_MS + expiresInMs).toISOString();
    feed.world.partnerCentral.invite(invitation(1000, { ExpirationDate }, ageMs));
    for (let number = 0; number < 120; number++) {
      feed.world.partnerCentral.invite(invitation(number, { Status: 'ACCEPTED' }, number * HOUR_MS));
    }
    const events = await synced();
    feed.newListCalls();
    return events;
  }

  it('is warned of in every run, though none but the reconciliation lists it', async () => {
    expect(await firstSync(200 * DAY_MS, 3 * DAY_MS + HOUR_MS)).toEqual(['Created 1']);
    at(HOUR_MS - 1000);
    expect(await synced()).toEqual([]);
    at(HOUR_MS);
    expect(await synced()).toEqual(['Expiring 2']);
    expect(feed.newListCalls()).toBe(2);
  });

  it('is told of by the next run, where AWS says EXPIRED an hour after it did', async () => {
    expect(await firstSync(20 * DAY_MS, HOUR_MS, false)).toEqual(['Created 1', 'Expiring 2']);
    at(2 * HOUR_MS - 60_000);
    expect(await synced()).toEqual([]);
    feed.world.partnerCentral.change(invitationId(1000), { Status: 'EXPIRED' });
    at(2 * HOUR_MS);
    expect(await synced()).toEqual(['Expired 3']);
  });

  it('is remembered in silence where it has been open for too long, and does no harm on a page at the edge', async () => {
    expect(await firstSync(20 * DAY_MS, -4 * DAY_MS, false)).toEqual([]);
    // With 30 fewer, it is on the page that the window ends on, far beyond its edge.
    for (let number = 0; number < 30; number++) feed.world.partnerCentral.remove(invitationId(number));
    at(60_000);
    expect(await synced()).toEqual([]);
    expect(feed.newListCalls()).toBe(1);
    feed.world.partnerCentral.change(invitationId(1000), { Status: 'EXPIRED' });
    await pipeline.sync(RECEIVER, 'reconcile');
    expect(feed.newEvents()).toMatchObject([{ type: 'Expired', id: invitationId(1000), sequence: 1 }]);
  });
});

describe.each([
  { name: 'one of which', neverStops: (number: number) => number === 2999 },
  { name: 'none of which', neverStops: () => true },
])('3,000 contact engagements, an hour apart, $name ever stops', ({ neverStops }) => {
  const COUNT = 3000;
  const YOUNG = 48;

  it('take one call while nothing changes, and the reconciliation sees the oldest stop', async () => {
    feed = await Feed.start();
    pipeline = feed.pipeline();
    const { incidentManager } = feed.world;
    const calls = () => incidentManager.requests.length;
    for (let number = 0; number < COUNT; number++) {
      const stopped = neverStops(number) ? {} : { StopTime: START_MS / 1000 };
      incidentManager.engage(engagement(number, stopped, number * HOUR_MS));
    }
    await pipeline.sync(OHIO);
    // Those younger than two days; the others are history.
    const started = neverStops(0) ? YOUNG + 1 : 0;
    expect(feed.newEvents()).toHaveLength(started);

    feed.newWrites();
    at(60_000);
    const before = calls();
    await pipeline.sync(OHIO);
    expect(calls() - before).toBe(1);
    expect(feed.newWrites().snapshots).toBe(0);
    expect(feed.newEvents()).toEqual([]);

    incidentManager.change(engagementArn(COUNT - 1), { StopTime: START_MS / 1000 });
    at(120_000);
    await pipeline.sync(OHIO);
    expect(feed.newEvents()).toEqual([]);
    at(DAY_MS + HOUR_MS + 60_000);
    await pipeline.sync(OHIO);
    expect(feed.newEvents()).toMatchObject([{ type: 'Stopped', id: engagementArn(COUNT - 1) }]);
    // No run looks at resources that have become old in the meantime.
    const lookedAt = await pipeline.open(OHIO).ports.store.read(EVERY_RUN);
    expect(lookedAt.length).toBe(neverStops(0) ? YOUNG / 2 - 1 : 0);
  });
});
