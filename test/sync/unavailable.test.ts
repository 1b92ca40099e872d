import { afterEach, expect, it } from 'vitest';
import { inTurn } from '../../local/aws/faults.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import { engagement } from '../support/builders.ts';
import { DAY_MS, Feed, HOUR_MS, OHIO } from '../support/feed.ts';

let feed: Feed;
afterEach(() => feed.stop());

const CLOSED = new ServiceError('AccessDeniedException', 400, { Message: 'Account 123456789012 is not set up' });

async function feedOf(...toleratedScopes: string[]) {
  feed = await Feed.start({ toleratedScopes, announceCompletion: true });
  feed.world.incidentManager.faults = () => CLOSED;
  return feed.pipeline();
}

it('is no failure where nobody has asked for the list, and says so on the first run of a day', async () => {
  const pipeline = await feedOf(OHIO);
  const first = await pipeline.sync(OHIO);
  expect(first).toMatchObject({ complete: false, isFirstOfDay: true, report: { published: 0, listed: 0 } });
  expect(first?.unavailable).toContain('Account <account> is not set up');

  feed.clock.advance(HOUR_MS);
  expect(await pipeline.sync(OHIO)).not.toHaveProperty('isFirstOfDay');
  feed.clock.advance(DAY_MS);
  expect(await pipeline.sync(OHIO)).toMatchObject({ unavailable: expect.any(String), isFirstOfDay: true });
  expect(feed.newEvents()).toEqual([]);
});

it('begins by itself when the list is there, and is a failure from then on', async () => {
  const pipeline = await feedOf(OHIO);
  await pipeline.sync(OHIO);
  feed.world.incidentManager.faults = undefined;
  feed.world.incidentManager.engage(engagement(1));
  feed.clock.advance(HOUR_MS);
  expect(await pipeline.sync(OHIO)).toMatchObject({ complete: true });
  expect(feed.newEvents()).toMatchObject([{ type: 'Started', baseline: true }, { type: 'Sync Completed' }]);

  feed.world.incidentManager.faults = () => CLOSED;
  feed.clock.advance(HOUR_MS);
  await expect(pipeline.sync(OHIO)).rejects.toThrow('denied access');
});

it('is a failure where somebody has asked for the list by name', async () => {
  await expect((await feedOf('contact-engagements/eu-west-1')).sync(OHIO)).rejects.toThrow('denied access');
});

it.each([
  ['an outage', new ServiceError('InternalServerException', 500)],
  ['credentials that have expired', new ServiceError('ExpiredTokenException', 400, { Message: 'expired' })],
])('is not %s', async (_, fault) => {
  const pipeline = await feedOf(OHIO);
  feed.world.incidentManager.faults = () => fault;
  await expect(pipeline.sync(OHIO)).rejects.toThrow(fault.name);
});

it('is not a list that breaks off at a later page', async () => {
  const pipeline = await feedOf(OHIO);
  for (let number = 0; number < 150; number++) feed.world.incidentManager.engage(engagement(number));
  feed.world.incidentManager.faults = inTurn(undefined, CLOSED);
  await expect(pipeline.sync(OHIO)).rejects.toThrow('denied access');
});
