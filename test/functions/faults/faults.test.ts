import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SynthesizedStack } from '../../../local/synthesized-stack.ts';
import { BUS_FAULTS, type FaultCase, LIST_FAULTS, TABLE_FAULTS } from './faults.ts';
import { FaultyFeed } from './faulty-feed.ts';
import { STORIES } from './story.ts';

let stack: SynthesizedStack;
let feed: FaultyFeed;

beforeAll(() => {
  stack = SynthesizedStack.create();
}, 60_000);
afterEach(() => feed.stop());

describe.each(Object.entries(STORIES))('the function of the %s loses nothing', (_, tell) => {
  async function play(service: 'list' | 'table' | 'bus', fault: FaultCase): Promise<void> {
    const story = tell();
    feed = await FaultyFeed.start(stack, story.scope);
    story.begin(feed.world);
    await feed.runWell();

    story.goOn(feed.world);
    const hits = feed.arm(service, fault);
    const { exitCode, output } = await feed.run();
    expect(hits(), 'the fault was met').toBeGreaterThan(0);
    expect(exitCode, output).toBe(fault.fails ? 1 : 0);

    feed.disarm();
    await feed.runWell();
    await feed.runWell();
    feed.expectAll(story);
  }

  it.each(LIST_FAULTS())('by the list API: $name', (fault) => play('list', fault));
  it.each(TABLE_FAULTS())('by the table: $name', (fault) => play('table', fault));
  it.each(BUS_FAULTS())('by EventBridge: $name', (fault) => play('bus', fault));
});
