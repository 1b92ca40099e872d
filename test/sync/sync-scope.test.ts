import { afterEach, describe, expect, it } from 'vitest';
import { invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, Feed, HOUR_MS, RECEIVER } from '../support/feed.ts';

let feed: Feed;
afterEach(() => feed.stop());

describe('smoke', () => {
  it('creates, idles, accepts', async () => {
    feed = await Feed.start();
    const { partnerCentral } = feed.world;
    for (let n = 0; n < 5; n++) partnerCentral.invite(invitation(n, { Status: n < 2 ? 'PENDING' : 'ACCEPTED' }));
    const p = feed.pipeline();
    console.log(await p.sync(RECEIVER), feed.newEvents(), feed.writes());
    console.log(await p.sync(RECEIVER), feed.newEvents(), feed.writes());
    partnerCentral.change(invitationId(0), { Status: 'ACCEPTED' });
    partnerCentral.change(invitationId(1), { EngagementTitle: 'new' });
    console.log(await p.sync(RECEIVER), feed.newEvents(), feed.writes());
    feed.clock.advance(14 * DAY_MS + HOUR_MS);
    console.log(await p.sync(RECEIVER), feed.newEvents(), feed.writes());
    console.log(await p.sync(RECEIVER), feed.newEvents(), feed.writes());
    feed.clock.advance(DAY_MS);
    console.log(await p.sync(RECEIVER), feed.newEvents(), feed.writes());
    console.log(await p.sync(RECEIVER), feed.newEvents(), feed.writes());
    expect(1).toBe(1);
  });
});
