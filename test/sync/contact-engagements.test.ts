import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Pipeline } from '../../local/pipeline.ts';
import { engagement, engagementArn } from '../support/builders.ts';
import { Feed, HOUR_MS, OHIO, START_MS } from '../support/feed.ts';

let feed: Feed;
let pipeline: Pipeline;

beforeEach(async () => {
  feed = await Feed.start();
  pipeline = feed.pipeline();
});
afterEach(() => feed.stop());

describe('a contact engagement, from list to event', () => {
  it('is announced when it starts and when it stops', async () => {
    await pipeline.sync(OHIO);
    feed.world.incidentManager.engage(engagement(1, { IncidentId: 'incident-1' }, 0));
    await pipeline.sync(OHIO);
    feed.world.incidentManager.change(engagementArn(1), { StopTime: START_MS / 1000 + 90.5 });
    await pipeline.sync(OHIO);
    await pipeline.sync(OHIO);

    const started = {
      arn: engagementArn(1),
      contactArn: 'arn:aws:ssm-contacts:us-east-2:111122223333:contact/akuam',
      sender: 'cli',
      incidentId: 'incident-1',
      startTime: '2026-11-22T03:00:00.000Z',
    };
    const events = feed.world.eventBus.events;
    expect(events.map((event) => event['detail-type'])).toEqual([
      'Contact Engagement Started',
      'Contact Engagement Stopped',
    ]);
    expect(events.map(({ resources }) => resources)).toEqual([[engagementArn(1)], [engagementArn(1)]]);
    expect(events[0]?.detail).toEqual({
      metadata: expect.objectContaining({ sequence: 1, scope: OHIO }),
      region: 'us-east-2',
      engagement: started,
    });
    expect(events[1]?.detail).toEqual({
      metadata: expect.objectContaining({ sequence: 2, scope: OHIO }),
      region: 'us-east-2',
      engagement: { ...started, stopTime: '2026-11-22T03:01:30.500Z' },
      previous: {},
    });
  });

  it('publishes nothing and writes no snapshot while nothing changes', async () => {
    for (let number = 0; number < 250; number++) {
      const StopTime = START_MS / 1000;
      feed.world.incidentManager.engage(engagement(number, number % 20 === 0 ? {} : { StopTime }, number * HOUR_MS));
    }
    await pipeline.sync(OHIO);
    // The engagements of the last two days: numbers 0, 20 and 40.
    expect(feed.newEvents()).toHaveLength(3);
    feed.newWrites();
    await pipeline.sync(OHIO);
    expect(feed.newEvents()).toEqual([]);
    expect(feed.newWrites().snapshots).toBe(0);
  });

  it('lists only those since the oldest of the last two days that has not stopped', async () => {
    const { incidentManager } = feed.world;
    for (let number = 0; number < 10; number++) {
      const stopped = [0, 3, 9].includes(number) ? {} : { StopTime: START_MS / 1000 };
      incidentManager.engage(engagement(number, stopped, number * 12 * HOUR_MS));
    }
    await pipeline.sync(OHIO);
    expect(
      feed
        .newEvents()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([0, 3].map(engagementArn));
    expect((await pipeline.sync(OHIO))?.report.listed).toBe(4);
    // The window, and everything.
    expect((await pipeline.sync(OHIO, 'reconcile'))?.report.listed).toBe(4 + 10);
    expect(feed.newEvents()).toEqual([]);
  });
});
