import { readFileSync, statSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ServiceError } from '../../local/aws/service-error.ts';
import { World } from '../../local/aws/world.ts';
import { viewOf } from '../support/feed.ts';
import { RunnableStack, type RunOptions } from '../support/runnable-stack.ts';
import { BUS_FAULTS, type FaultCase, LIST_FAULTS, TABLE_FAULTS } from './faults/faults.ts';
import { clock, FaultyFeed } from './faults/faulty-feed.ts';
import { STORIES } from './faults/story.ts';

/** Far above the real size: only a package that does not belong there exceeds it. */
const MOST_BYTES = 1_000_000;

const RECEIVER = 'invitations/AWS/RECEIVER';
const CONTACTS = 'contact-engagements/us-east-1';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

let stack: RunnableStack;
let world: World;
let seen: number;

beforeAll(() => {
  stack = RunnableStack.create();
}, 60_000);
beforeEach(async () => {
  seen = 0;
  world = await World.start({ dynamodb: { tableName: 'snapshots' }, eventBus: { buses: ['feed'] } });
});
afterEach(() => world.stop());

/** Runs the synthesized function, and returns the result. */
async function run(scope: string, options?: RunOptions): Promise<string[]> {
  const { exitCode, output } = await stack.run(world, scope, options);
  expect(exitCode, output).toBe(0);
  const events = world.eventBus.events.slice(seen).map(viewOf);
  seen += events.length;
  return events.map(({ type, sequence, expiry }) =>
    [type, sequence, (expiry as { threshold: string } | undefined)?.threshold].filter(Boolean).join(' '),
  );
}

const dateIn = (ms: number) => new Date(Date.now() + ms).toISOString();
const invite = (Id: string, Status: string, expiresInMs = 15 * DAY_MS) =>
  world.partnerCentral.invite({
    Id,
    Catalog: 'AWS',
    ParticipantType: 'RECEIVER',
    Status,
    EngagementTitle: 'A title',
    InvitationDate: dateIn(expiresInMs - 15 * DAY_MS),
    ExpirationDate: dateIn(expiresInMs),
  });

describe('the synthesized functions', () => {
  it('give the events of the contract, from the baseline on', async () => {
    const { partnerCentral } = world;
    invite('engi-0000000000001', 'PENDING');
    invite('engi-0000000000002', 'ACCEPTED');
    expect(await run(RECEIVER)).toEqual(['Created 1', 'Sync Completed']);
    expect(await run(RECEIVER)).toEqual(['Sync Completed']);

    invite('engi-0000000000003', 'PENDING', 2 * DAY_MS);
    expect(await run(RECEIVER)).toEqual(['Created 1', 'Expiring 2 P3D', 'Sync Completed']);
    partnerCentral.change('engi-0000000000003', { ExpirationDate: dateIn(DAY_MS / 2) });
    expect(await run(RECEIVER)).toEqual(['Updated 3', 'Expiring 4 P1D', 'Sync Completed']);
    partnerCentral.change('engi-0000000000003', { ExpirationDate: dateIn(DAY_MS / 8) });
    expect(await run(RECEIVER)).toEqual(['Updated 5', 'Expiring 6 PT4H', 'Sync Completed']);
    partnerCentral.change('engi-0000000000003', { Status: 'EXPIRED' });
    partnerCentral.change('engi-0000000000001', { Status: 'IN_REVIEW' });
    expect((await run(RECEIVER)).sort()).toEqual(['Expired 7', 'Status Changed 2', 'Sync Completed']);
    partnerCentral.change('engi-0000000000001', { Status: 'REJECTED' });
    expect(await run(RECEIVER, { mode: 'reconcile' })).toEqual(['Rejected 3', 'Sync Completed']);
  });

  it('list everything once a day, and find what has changed behind the window', async () => {
    invite('engi-0000000000001', 'PENDING');
    invite('engi-0000000000002', 'ACCEPTED', 12 * DAY_MS);
    expect(await run(RECEIVER)).toEqual(['Created 1', 'Sync Completed']);

    world.partnerCentral.change('engi-0000000000002', { Status: 'REJECTED' });
    expect(await run(RECEIVER)).toEqual(['Sync Completed']);
    const environment = clock({ CLOCK_JUMP_MS: DAY_MS + HOUR_MS + 60_000 });
    expect(await run(RECEIVER, { environment })).toEqual(['Rejected 1', 'Sync Completed']);
  });

  it('tell of contact engagements that start and stop', async () => {
    expect(await run(CONTACTS)).toEqual(['Sync Completed']);
    const EngagementArn = 'arn:aws:ssm-contacts:us-east-1:111122223333:engagement/akuam/1';
    const ContactArn = 'arn:aws:ssm-contacts:us-east-1:111122223333:contact/akuam';
    world.incidentManager.engage({ EngagementArn, ContactArn, Sender: 'cli', StartTime: Date.now() / 1000 });
    expect(await run(CONTACTS)).toEqual(['Started 1', 'Sync Completed']);
    world.incidentManager.change(EngagementArn, { StopTime: Date.now() / 1000 });
    expect(await run(CONTACTS)).toEqual(['Stopped 2', 'Sync Completed']);
  });

  it('fail visibly when a list cannot be read, and log no personal data', async () => {
    invite('engi-0000000000001', 'PENDING');
    await run(RECEIVER);
    const Message = 'User: arn:aws:sts::123456789012:assumed-role/r/s is not authorized';
    world.partnerCentral.faults = () => new ServiceError('AccessDeniedException', 400, { Message });
    const { exitCode, output } = await stack.run(world, RECEIVER);
    expect(exitCode).toBe(1);
    expect(output).toContain('The changes found are kept');
    expect(output).not.toMatch(/A title|123456789012/);
  });
});

describe.each([RECEIVER, CONTACTS])('the bundle for %s', (scope) => {
  it('is of a reasonable size', () => {
    expect(statSync(stack.functionOf(scope).bundle).size).toBeLessThan(MOST_BYTES);
  });

  it('holds nothing of the stack, of tests, or of this machine', () => {
    const { sources } = JSON.parse(readFileSync(`${stack.functionOf(scope).bundle}.map`, 'utf8')) as {
      sources: string[];
    };
    expect(sources.filter((source) => source.includes('@aws-sdk/client-dynamodb'))).not.toEqual([]);
    expect(sources.filter((source) => /aws-cdk-lib|vitest|\/local\/|\/test\//.test(source))).toEqual([]);
  });
});

/** One fault of each service. `npm run test:functions` has them all. */
const FAULTS = [
  ['list', LIST_FAULTS, '429 three times, with a retry-after'],
  ['table', TABLE_FAULTS, 'every fifth connection is dropped once it is done'],
  ['bus', BUS_FAULTS, 'half of the entries are refused for a moment'],
] as const;

describe.each(Object.entries(STORIES))('the function of the %s loses nothing', (_, tell) => {
  let feed: FaultyFeed;
  afterEach(() => feed.stop());

  it.each(FAULTS)('by the %s', async (service, faults: () => readonly FaultCase[], name) => {
    const fault = faults().find((each) => each.name === name);
    if (!fault) throw new Error(`There is no fault "${name}"`);
    const story = tell();
    feed = await FaultyFeed.start(stack, story.scope);
    await feed.play(story, service, fault);
    feed.expectAll(story);
  });
});
