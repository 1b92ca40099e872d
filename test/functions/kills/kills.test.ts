import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { World } from '../../../local/aws/world.ts';
import { RunnableStack } from '../../support/runnable-stack.ts';
import { changesIn } from '../faults/deliveries.ts';
import { clock } from '../faults/faulty-feed.ts';
import { STORIES, type Story } from '../faults/story.ts';
import { Killer } from './killer.ts';

/** A run that finds changes makes fewer requests than this. */
const MOST_REQUESTS = 100;
const MINUTE_MS = 60_000;

let stack: RunnableStack;
let world: World;

beforeAll(() => {
  stack = RunnableStack.create();
}, 60_000);
afterAll(() => world.stop());

describe.each(Object.entries(STORIES))('a run that finds changes of %s, killed at any request', (_, tell) => {
  it.each(['done', 'undone'] as const)('which is %s, loses nothing', async (fate) => {
    let killer: Killer | undefined;
    const faults: Killer['faults'] = (request) => killer?.faults(request);
    world = await World.start({
      dynamodb: { tableName: 'snapshots', faults },
      partnerCentral: { rateLimit: 'off', faults },
      incidentManager: { faults },
      eventBus: { buses: ['feed'], faults },
    });
    const { scope } = tell();
    // The dead run still has its lease. The next one comes a minute later, which is the shortest rate.
    let periods = 0;
    const inThisPeriod = () => ({ environment: clock({ CLOCK_JUMP_MS: periods * MINUTE_MS }) });
    const runWell = async () => {
      periods += 1;
      const { exitCode, output } = await stack.run(world, scope, inThisPeriod());
      expect(exitCode, output).toBe(0);
    };
    const events: Record<string, Story['events'][string]> = {};

    let killed = 0;
    for (let request = 1; request <= MOST_REQUESTS; request++) {
      const story = tell(request);
      story.begin(world);
      await runWell();
      story.goOn(world);
      const killing = new Killer(request, fate);
      killer = killing;
      periods += 1;
      await stack.run(world, scope, { ...inThisPeriod(), onStart: (child) => killing.watch(child) });
      killer = undefined;
      await runWell();
      if (request === 1) await runWell();
      Object.assign(events, story.events);
      const changes = changesIn(world.eventBus.events);
      // An engagement that begins after the first sync is announced too, even if already settled.
      expect(pick(changes, events), `killed at request ${request}`).toEqual(events);
      if (!killing.killed) break;
      killed += 1;
    }
    process.stdout.write(`${scope}: killed at each of ${killed} requests, each ${fate}\n`);
    expect(killed).toBeGreaterThan(10);
    expect(killed).toBeLessThan(MOST_REQUESTS);
    await world.stop();
  });
});

const pick = (changes: Story['events'], wanted: Story['events']) =>
  Object.fromEntries(Object.keys(wanted).map((id) => [id, changes[id]]));
