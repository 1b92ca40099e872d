import { afterEach, beforeEach, expect, it } from 'vitest';
import { ServiceError } from '../../local/aws/service-error.ts';
import type { Pipeline } from '../../local/pipeline.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, Feed, RECEIVER } from '../support/feed.ts';

let feed: Feed;
let pipeline: Pipeline;

/** The bus goes down right after the first sync. */
beforeEach(async () => {
  feed = await Feed.start();
  pipeline = feed.pipeline();
  await pipeline.sync(RECEIVER);
  feed.world.eventBus.faults = () => new ServiceError('AccessDeniedException', 400, { Message: 'no' });
});
afterEach(() => feed.stop());

async function failingSync() {
  feed.clock.advance(60_000);
  const error = await pipeline.sync(RECEIVER).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'SyncFailedError' });
  return error;
}

it('takes no more changes of a resource than an item can hold, goes on with all others, and loses none for good', async () => {
  feed.world.partnerCentral.invite(invitation(1));
  for (let number = 1; number <= 16; number++) {
    feed.world.partnerCentral.change(invitationId(1), { EngagementTitle: `${number}`.padEnd(2000, '€') });
    await failingSync();
  }
  feed.world.partnerCentral.invite(invitation(2));
  expect(await failingSync()).toMatchObject({ result: { report: { created: 1 } } });

  feed.world.eventBus.faults = undefined;
  feed.clock.advance(60_000);
  // The first turn empties the outbox, but cannot keep every change that it listed. The second can.
  expect(await pipeline.sync(RECEIVER)).toMatchObject({ complete: true, turns: 2 });
  const events = feed.newEvents();
  const ofFirst = events.filter(({ id }) => id === invitationId(1));
  expect(events.filter(({ id }) => id === invitationId(2))).toHaveLength(1);
  expect(ofFirst.map(({ sequence }) => sequence)).toEqual(ofFirst.map((_, index) => index + 1));
  expect(ofFirst.length).toBeLessThan(16);
  expect(ofFirst.at(-1)?.detail).toMatchObject({ engagementInvitation: { engagementTitle: '16'.padEnd(2000, '€') } });
});

it('does not warn of an invitation whose answer was listed, and has no room beside the events that wait', async () => {
  const texts = (letter: string) => {
    const text = letter.repeat(2048);
    return { EngagementTitle: text, SenderCompanyName: text, PayloadType: text, EngagementId: text };
  };
  feed.world.partnerCentral.invite(invitation(1, texts('a'), 0));
  await failingSync();
  for (const letter of ['b', 'c']) {
    feed.world.partnerCentral.change(invitationId(1), texts(letter));
    await failingSync();
  }
  feed.clock.advance(12 * DAY_MS);
  // The item has room for a warning, but not for this change.
  const Receiver = { Account: { AwsAccountId: '123456789012', Alias: 'd'.repeat(2048) } };
  feed.world.partnerCentral.change(invitationId(1), { ...texts('d'), Receiver, Status: 'ACCEPTED' });
  await failingSync();

  feed.world.eventBus.faults = undefined;
  feed.clock.advance(60_000);
  await pipeline.sync(RECEIVER);
  expect(feed.newEvents().map(({ type }) => type)).toEqual(['Created', 'Updated', 'Updated', 'Accepted']);
});
