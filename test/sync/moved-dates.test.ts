import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Pipeline } from '../../local/pipeline.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, Feed, HOUR_MS, RECEIVER, START_MS } from '../support/feed.ts';

let feed: Feed;
let pipeline: Pipeline;
const HISTORY = 150;
const MOVED = 9000;

beforeEach(async () => {
  feed = await Feed.start();
  pipeline = feed.pipeline();
});
afterEach(() => feed.stop());

const dateBefore = (ms: number) => new Date(START_MS - ms).toISOString();
const move = (ms: number, members = {}) =>
  feed.world.partnerCentral.change(invitationId(MOVED), { InvitationDate: dateBefore(ms), ...members });

async function sync(mode: 'sync' | 'reconcile' = 'sync') {
  feed.clock.advance(60_000);
  await pipeline.sync(RECEIVER, mode);
}

/** Adds an invitation sent this long before the start to more than a page of settled ones, an hour apart. */
async function firstSync(ageMs: number, Status: string): Promise<void> {
  for (let number = 0; number < HISTORY; number++) {
    feed.world.partnerCentral.invite(invitation(number, { Status: 'ACCEPTED' }, number * HOUR_MS));
  }
  feed.world.partnerCentral.invite(invitation(MOVED, { Status }, ageMs));
  await sync();
}

const told = () => feed.newEvents().map(({ type, sequence, id }) => `${type} ${sequence} ${id}`);
const ofMoved = (...events: readonly string[]) => events.map((event) => `${event} ${invitationId(MOVED)}`);

describe('an invitation whose date moves', () => {
  it('while it is open stays the same, also when the window has moved past its old place', async () => {
    await firstSync(9 * DAY_MS, 'PENDING');
    move(DAY_MS);
    await sync();
    move(DAY_MS, { Status: 'ACCEPTED' });
    await sync();
    await sync('reconcile');
    expect(told()).toEqual(ofMoved('Created 1', 'Updated 2', 'Accepted 3'));
  });

  it.each([
    { name: 'settled, remembered in silence', status: 'ACCEPTED', before: [], first: 1 },
    { name: 'settled, told of before', status: 'PENDING', before: ['Created 1', 'Accepted 2'], first: 3 },
  ])('once it is $name, forth and into the window, is updated', async ({ status, before, first }) => {
    await firstSync(9 * DAY_MS, status);
    move(9 * DAY_MS, { Status: 'ACCEPTED' });
    await sync('reconcile');
    expect(told()).toEqual(ofMoved(...before));

    move(-HOUR_MS);
    await sync();
    await sync();
    move(-2 * HOUR_MS);
    await sync();
    await sync('reconcile');
    expect(told()).toEqual(ofMoved(`Updated ${first}`, `Updated ${first + 1}`));
  });

  it('once it is settled, back and out of the window, is updated by the reconciliation', async () => {
    await firstSync(0, 'ACCEPTED');
    move(140.5 * HOUR_MS);
    await sync();
    expect(told()).toEqual([]);
    await sync('reconcile');
    await sync('reconcile');
    expect(told()).toEqual(ofMoved('Updated 1'));
  });

  it('once it is settled, from one place beyond the window to another, is updated by the reconciliation', async () => {
    await firstSync(120.5 * HOUR_MS, 'ACCEPTED');
    // Onto the page that the window ends on, and back.
    for (const [index, hours] of [20.5, 140.5].entries()) {
      move(hours * HOUR_MS);
      await sync();
      expect(told()).toEqual([]);
      await sync('reconcile');
      expect(told()).toEqual(ofMoved(`Updated ${index + 1}`));
    }
  });
});
