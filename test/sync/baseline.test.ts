import { afterEach, describe, expect, it } from 'vitest';
import type { Baseline } from '../../lambda/core/contract.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, Feed, RECEIVER } from '../support/feed.ts';

let feed: Feed;
afterEach(() => feed.stop());

async function firstSync(baseline: Baseline) {
  feed = await Feed.start({ baseline });
  for (const [number, status] of ['PENDING', 'ACCEPTED', 'SOMETHING_NEW'].entries()) {
    feed.world.partnerCentral.invite(invitation(number, { Status: status }));
  }
  const pipeline = feed.pipeline();
  await pipeline.sync(RECEIVER);
  const announced = feed.newEvents().map(({ type, id, baseline }) => ({ type, id, baseline }));
  return { pipeline, announced };
}

const created = (number: number) => ({ type: 'Created', id: invitationId(number), baseline: true });

describe('the first sync of a scope', () => {
  it('announces what is open (baseline open)', async () => {
    const { announced } = await firstSync('open');
    expect(announced).toEqual([created(0), created(2)]);
  });

  it('announces nothing (baseline silent)', async () => {
    const { announced } = await firstSync('silent');
    expect(announced).toEqual([]);
  });

  it('announces everything (baseline all)', async () => {
    const { announced } = await firstSync('all');
    expect(announced).toEqual([created(0), created(1), created(2)]);
  });

  it.each<Baseline>(['silent', 'open', 'all'])('is the only one (baseline %s)', async (baseline) => {
    const { pipeline } = await firstSync(baseline);
    feed.newWrites();
    await pipeline.sync(RECEIVER);
    await pipeline.sync(RECEIVER, 'reconcile');
    expect(feed.newEvents()).toEqual([]);
    expect(feed.newWrites().snapshots).toBe(0);
  });

  it.each<Baseline>(['silent', 'open'])('numbers what comes later from there (baseline %s)', async (baseline) => {
    const { pipeline } = await firstSync(baseline);
    const before = baseline === 'silent' ? 0 : 1;
    feed.world.partnerCentral.change(invitationId(0), { Status: 'ACCEPTED' });
    feed.world.partnerCentral.change(invitationId(1), { EngagementTitle: 'Another' });
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()).toMatchObject([
      { type: 'Accepted', id: invitationId(0), sequence: before + 1, baseline: false },
      { type: 'Updated', id: invitationId(1), sequence: 1, baseline: false },
    ]);
  });

  it('warns of deadlines even where it is silent: a warning that is due cannot wait', async () => {
    feed = await Feed.start({ baseline: 'silent' });
    feed.world.partnerCentral.invite(invitation(1, {}, 13 * DAY_MS));
    await feed.pipeline().sync(RECEIVER);
    expect(feed.newEvents()).toMatchObject([{ type: 'Expiring', sequence: 1, expiry: { threshold: 'P3D' } }]);
  });

  it('is followed by one that takes in everything, however old, where it found nothing', async () => {
    feed = await Feed.start();
    const pipeline = feed.pipeline();
    await pipeline.sync(RECEIVER);
    feed.world.partnerCentral.invite(invitation(1, { Status: 'ACCEPTED' }, 400 * DAY_MS));
    await pipeline.sync(RECEIVER);
    expect(feed.newEvents()).toMatchObject([{ type: 'Created', id: invitationId(1), baseline: false }]);
  });

  it('writes settled history in batches: 500 invitations, 20 writes', async () => {
    feed = await Feed.start();
    for (let number = 0; number < 500; number++) {
      feed.world.partnerCentral.invite(invitation(number, { Status: 'ACCEPTED' }));
    }
    await feed.pipeline().sync(RECEIVER);
    expect(feed.newWrites().snapshots).toBe(20);
    expect(feed.newEvents()).toEqual([]);
  });
});
