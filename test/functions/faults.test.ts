import { afterEach, beforeAll, describe, it } from 'vitest';
import { RunnableStack } from '../support/runnable-stack.ts';
import { BUS_FAULTS, type FaultCase, LIST_FAULTS, TABLE_FAULTS } from './faults/faults.ts';
import { FaultyFeed } from './faults/faulty-feed.ts';
import { STORIES } from './faults/story.ts';

/** One fault of each service. `npm run test:functions` has them all. */
const FAULTS = [
  ['list', LIST_FAULTS, '429 three times, with a retry-after'],
  ['table', TABLE_FAULTS, 'every fifth connection is dropped once it is done'],
  ['bus', BUS_FAULTS, 'half of the entries are refused for a moment'],
] as const;

let stack: RunnableStack;
let feed: FaultyFeed;

beforeAll(() => {
  stack = RunnableStack.create();
}, 60_000);
afterEach(() => feed.stop());

describe.each(Object.entries(STORIES))('the function of the %s loses nothing', (_, tell) => {
  it.each(FAULTS)('by the %s', async (service, faults: () => readonly FaultCase[], name) => {
    const fault = faults().find((each) => each.name === name);
    if (!fault) throw new Error(`There is no fault "${name}"`);
    const story = tell();
    feed = await FaultyFeed.start(stack, story.scope);
    await feed.play(story, service, fault);
    feed.expectAll(story);
  });
});
