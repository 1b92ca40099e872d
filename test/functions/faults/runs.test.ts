import type { ChildProcess } from 'node:child_process';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Environment } from '../../../lambda/core/contract.ts';
import { ServiceError } from '../../../local/aws/service-error.ts';
import { RunnableStack } from '../../support/runnable-stack.ts';
import { clock, FaultyFeed } from './faulty-feed.ts';
import { DAY_MS, HOUR_MS, STORIES } from './story.ts';

const RECEIVER = 'invitations/AWS/RECEIVER';

let stack: RunnableStack;
let feed: FaultyFeed;

beforeAll(() => {
  stack = RunnableStack.create();
}, 60_000);
afterEach(() => feed.stop());

describe.each(Object.entries(STORIES))('the function of the %s loses nothing', (_, tell) => {
  it('when EventBridge is away for three hours', async () => {
    const stories = [tell(1), tell(2), tell(3)];
    feed = await FaultyFeed.start(stack, tell().scope);
    for (const story of stories) story.begin(feed.world);
    await feed.runWell();

    const fault = new ServiceError('InternalFailure', 500);
    feed.arm('bus', { name: 'away', requests: () => fault, fails: true });
    for (const [hour, story] of stories.entries()) {
      story.goOn(feed.world);
      const environment = clock({ CLOCK_SPEED: 20, CLOCK_JUMP_MS: hour * HOUR_MS });
      expect((await feed.run({ environment })).exitCode).toBe(1);
    }
    feed.disarm();
    const environment = clock({ CLOCK_SPEED: 20, CLOCK_JUMP_MS: 3 * HOUR_MS });
    await feed.runWell({ environment });
    await feed.runWell({ environment });
    feed.expectAll({ events: Object.assign({}, ...stories.map(({ events }) => events)) });
  });

  it('when three run at once', async () => {
    const story = tell();
    feed = await FaultyFeed.start(stack, story.scope);
    story.begin(feed.world);
    await Promise.all([feed.runWell(), feed.runWell(), feed.runWell()]);
    story.goOn(feed.world);
    await Promise.all([feed.runWell(), feed.runWell(), feed.runWell()]);
    await feed.runWell();
    await feed.runWell();
    feed.expectAll(story);
  });

  it.each([
    { CLOCK_JUMP_MS: DAY_MS, what: 'is a day ahead' },
    { CLOCK_JUMP_MS: -DAY_MS, what: 'is a day behind' },
    { CLOCK_JUMP_MS: DAY_MS, CLOCK_JUMPS_AT_REQUEST: 3, what: 'jumps a day ahead in the middle of a run' },
    { CLOCK_JUMP_MS: -DAY_MS, CLOCK_JUMPS_AT_REQUEST: 3, what: 'jumps back a day in the middle of a run' },
  ])('when the clock $what', async ({ what: _what, ...jump }) => {
    const story = tell();
    feed = await FaultyFeed.start(stack, story.scope);
    story.begin(feed.world);
    await feed.runWell();
    story.goOn(feed.world);
    await feed.runWell({ environment: clock({ CLOCK_SPEED: 20, ...jump }) });
    await feed.runWell();
    await feed.runWell();
    feed.expectAll(story);
  });
});

describe('a long first listing', () => {
  const PENDING = 30;
  const PAGES = 60;

  /** Pending ones at both ends of the list. */
  async function startWithHistory(): Promise<void> {
    feed = await FaultyFeed.start(stack, RECEIVER);
    for (let number = 0; number < PAGES * 100; number++) {
      const isPending = number < PENDING / 2 || number >= PAGES * 100 - PENDING / 2;
      feed.world.partnerCentral.invite({
        Id: `engi-${String(number).padStart(13, '0')}`,
        Catalog: 'AWS',
        ParticipantType: 'RECEIVER',
        Status: isPending ? 'PENDING' : 'ACCEPTED',
        InvitationDate: new Date(Date.now() - number * 60_000).toISOString(),
        ExpirationDate: new Date(Date.now() + 14 * DAY_MS).toISOString(),
      });
    }
  }

  const environment = { [Environment.callsPerSecond]: '1000' };
  const createdIds = () =>
    feed.world.eventBus.events
      .filter((event) => event['detail-type'] === 'Engagement Invitation Created')
      .map(({ detail }) => (detail.engagementInvitation as { id: string }).id);

  it('goes on where the time limit has cut it short, and announces nothing twice', async () => {
    await startWithHistory();
    const { partnerCentral } = feed.world;
    partnerCentral.faults = ({ number }) => (number === 20 ? 'hang' : undefined);
    const { exitCode } = await feed.run({ environment, timeLimitMs: 12_000 });
    // It ended by itself before its time was over.
    expect(exitCode).toBe(1);
    const calls = partnerCentral.requests.length;
    await feed.runWell({ environment });
    // The window, then the rest of the list.
    expect(partnerCentral.requests.length - calls).toBe(PAGES - 19 + 1);
    expect(createdIds()).toHaveLength(PENDING);
    expect(new Set(createdIds()).size).toBe(PENDING);
  });

  it('is taken up at the latest turn when it is killed', async () => {
    await startWithHistory();
    const { partnerCentral } = feed.world;
    const slowly = { ...environment, ...clock({ CLOCK_SPEED: 20 }) };
    let kill = () => {};
    partnerCentral.faults = ({ number }) => {
      if (number === 40) kill();
      // Two seconds for the function: a turn has about ten pages.
      return { delayMs: 100 };
    };
    const onStart = (child: ChildProcess) => {
      kill = () => child.kill('SIGKILL');
    };
    const { exitCode } = await feed.run({ environment: slowly, onStart });
    expect(exitCode, 'killed').toBeNull();
    partnerCentral.faults = undefined;
    const calls = partnerCentral.requests.length;
    // An hour later, when the lease of the dead run has run out.
    await feed.runWell({ environment: { ...slowly, ...clock({ CLOCK_SPEED: 20, CLOCK_JUMP_MS: HOUR_MS }) } });
    const goneOnWith = partnerCentral.requests.length - calls;
    expect(goneOnWith).toBeGreaterThanOrEqual(PAGES - 40);
    expect(goneOnWith).toBeLessThan(PAGES - 15);
    expect(new Set(createdIds()).size).toBe(PENDING);
  });
});
