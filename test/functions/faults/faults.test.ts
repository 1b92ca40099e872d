import { afterEach, describe, it } from 'vitest';
import { BUS_FAULTS, type FaultCase, LIST_FAULTS, TABLE_FAULTS } from './faults.ts';
import { FaultyFeed } from './faulty-feed.ts';
import { STORIES } from './story.ts';

let feed: FaultyFeed;

afterEach(() => feed.stop());

describe.each(Object.entries(STORIES))('the function of the %s loses nothing', (_, tell) => {
  async function play(service: 'list' | 'table' | 'bus', fault: FaultCase): Promise<void> {
    const story = tell();
    feed = await FaultyFeed.start(story.scope);
    await feed.play(story, service, fault);
    feed.expectAll(story);
  }

  it.each(LIST_FAULTS())('by the list API: $name', (fault) => play('list', fault));
  it.each(TABLE_FAULTS())('by the table: $name', (fault) => play('table', fault));
  it.each(BUS_FAULTS())('by EventBridge: $name', (fault) => play('bus', fault));
});
