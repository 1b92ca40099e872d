import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SyncFailedError } from '../../lambda/sync/completion.ts';
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
  await pipeline.sync(RECEIVER);
  feed.newEvents();
});
afterEach(() => feed.stop());

const types = () => feed.newEvents().map(({ type }) => type);
const failure = () => pipeline.sync(RECEIVER).catch((error: unknown) => error);
/** Later than the edge of the window that follows the first sync. */
const inviteWithinTheHour = (count: number) => {
  for (let number = 0; number < count; number++) {
    feed.world.partnerCentral.invite(invitation(number, {}, number * 10_000));
  }
};
const denied = new ServiceError('AccessDeniedException', 400, { Message: 'arn:aws:iam::123456789012:role/x may not' });

describe('EventBridge does not take events', () => {
  it('keeps what is committed, fails, and publishes it later, once, in order', async () => {
    feed.world.partnerCentral.invite(invitation(1));
    feed.world.eventBus.faults = () => denied;
    expect(await failure()).toBeInstanceOf(SyncFailedError);
    feed.world.partnerCentral.change(invitationId(1), { EngagementTitle: 'While the bus was away' });
    expect(await failure()).toBeInstanceOf(SyncFailedError);
    feed.world.partnerCentral.change(invitationId(1), { Status: 'ACCEPTED' });
    expect(await failure()).toBeInstanceOf(SyncFailedError);
    expect(feed.newEvents()).toEqual([]);

    feed.world.eventBus.faults = undefined;
    await pipeline.sync(RECEIVER);
    const events = feed.newEvents();
    expect(events.map(({ type, sequence }) => [type, sequence])).toEqual([
      ['Created', 1],
      ['Updated', 2],
      ['Accepted', 3],
      ['Sync Completed', undefined],
    ]);
    // Each event carries the state from the time it was committed.
    expect(events.slice(0, 3).map(({ detail }) => detail.engagementInvitation)).toMatchObject([
      { engagementTitle: 'Title 1', status: 'PENDING' },
      { engagementTitle: 'While the bus was away', status: 'PENDING' },
      { engagementTitle: 'While the bus was away', status: 'ACCEPTED' },
    ]);
    await pipeline.sync(RECEIVER);
    expect(types()).toEqual(['Sync Completed']);
  });

  it('publishes the identical event again when the answer was lost', async () => {
    feed.world.partnerCentral.invite(invitation(1));
    feed.world.eventBus.faults = inTurn(...Array<'drop-after'>(5).fill('drop-after'));
    expect(await failure()).toBeInstanceOf(SyncFailedError);
    await pipeline.sync(RECEIVER);
    const created = feed.newEvents().filter(({ type }) => type === 'Created');
    expect(created.length).toBeGreaterThan(1);
    for (const event of created) expect(event).toEqual(created[0]);
  });

  it('offers an entry again that was refused for a moment, and then its successor', async () => {
    feed.world.partnerCentral.invite(invitation(1, {}, 14 * DAY_MS));
    feed.world.partnerCentral.invite(invitation(2));
    let refusals = 0;
    feed.world.eventBus.entryFaults = ({ index }) =>
      index === 0 && refusals++ < 3 ? ['InternalFailure', 'ThrottlingException'][refusals % 2] : undefined;
    await pipeline.sync(RECEIVER);
    const events = feed.newEvents();
    const ofOne = events.filter(({ id }) => id === invitationId(1)).map(({ type, sequence }) => `${type} ${sequence}`);
    expect(ofOne).toEqual(['Created 1', 'Expiring 2']);
    expect(events.filter(({ id }) => id === invitationId(2))).toHaveLength(1);
  });

  it('leaves an entry that is refused for good to the next run, and publishes all others', async () => {
    for (let number = 0; number < 25; number++) feed.world.partnerCentral.invite(invitation(number));
    feed.world.eventBus.entryFaults = ({ entry }) =>
      String(entry.Detail).includes(invitationId(3)) ? 'NotAuthorizedForSourceException' : undefined;
    expect(String(await failure())).toContain('EventBridge refused an event: NotAuthorizedForSourceException');
    expect(feed.newEvents()).toHaveLength(24);

    feed.world.eventBus.entryFaults = undefined;
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()).toMatchObject([{ type: 'Created', id: invitationId(3) }, { type: 'Sync Completed' }]);
  });

  it('fills its calls: 10 entries each', async () => {
    inviteWithinTheHour(105);
    const before = feed.world.eventBus.requests.length;
    await pipeline.sync(RECEIVER);
    expect(feed.world.eventBus.requests.length - before).toBe(11 + 1);
  });
});

describe('the list API fails', () => {
  it('warns of deadlines from what is stored, and says that this may be stale', async () => {
    feed.world.partnerCentral.invite(invitation(1, {}, 0));
    await pipeline.sync(RECEIVER);
    feed.newEvents();
    feed.clock.advance(12 * DAY_MS);
    feed.world.partnerCentral.faults = () => denied;
    expect(await failure()).toBeInstanceOf(SyncFailedError);
    expect(feed.newEvents()).toMatchObject([{ type: 'Expiring', sequence: 2, stale: true }]);
  });

  it('keeps the pages before, and announces the rest when it is back', async () => {
    inviteWithinTheHour(120);
    feed.world.partnerCentral.faults = ({ input }) => (input.NextToken === undefined ? undefined : denied);
    expect(await failure()).toBeInstanceOf(SyncFailedError);
    expect(feed.newEvents().map(({ type }) => type)).toEqual(Array(100).fill('Created'));

    feed.world.partnerCentral.faults = undefined;
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents().filter(({ type }) => type === 'Created')).toHaveLength(20);
  });
});
