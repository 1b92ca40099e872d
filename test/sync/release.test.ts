import { afterEach, expect, it } from 'vitest';
import { invitations } from '../../lambda/apis/invitations.ts';
import type { Api } from '../../lambda/core/api.ts';
import type { FieldDefinitions } from '../../lambda/core/fields.ts';
import type { Pipeline } from '../../local/pipeline.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { Feed, RECEIVER } from '../support/feed.ts';

/**
 * Enough for several pages inside the window, and outside. `RELEASE_COUNT=20000 npx vitest run test/sync/release.test.ts`
 * takes a minute, mostly in the stand-in for DynamoDB: too long for every `npm test`.
 */
const COUNT = Number(process.env.RELEASE_COUNT ?? 500);
const OPTIONS = { timeout: 600_000 };

const { senderCompanyName, ...fewer }: FieldDefinitions = invitations.fields;
if (!senderCompanyName) throw new Error('This test needs another field');
const without: Api = { ...invitations, release: 1, fields: fewer };
/** The next release, which begins to publish a field that all invitations have. */
const added: Api = {
  ...without,
  release: 2,
  fields: { ...fewer, senderCompanyName: { ...senderCompanyName, since: 2 } },
};
/** The release after today's, which no longer publishes that field. */
const dropped: Api = { ...without, release: 2 };

let feed: Feed;
afterEach(() => feed.stop());

/** The pipeline of a release, in a world with many stored invitations, half of them within the window. */
async function started(api: Api): Promise<Pipeline> {
  feed = await Feed.start();
  for (let number = 0; number < COUNT; number++) {
    const isOpen = number % 100 === 0 && number < COUNT / 2;
    feed.world.partnerCentral.invite(invitation(number, { Status: isOpen ? 'PENDING' : 'ACCEPTED' }));
  }
  const pipeline = upgraded(api);
  expect((await pipeline.sync(RECEIVER))?.report.listed).toBe(COUNT);
  // The next sync learns how far back a window reaches.
  await pipeline.sync(RECEIVER);
  feed.newEvents();
  return pipeline;
}

const upgraded = (api: Api) => feed.pipeline(feed.clock, [api]);

/** The requests of a sync and a reconciliation when nothing has changed. They publish and write nothing. */
async function idleCalls(pipeline: Pipeline) {
  const { requests } = feed.world.dynamodb;
  const begin = requests.length;
  feed.newWrites();
  feed.newListCalls();
  await pipeline.sync(RECEIVER);
  await pipeline.sync(RECEIVER, 'reconcile');
  expect(feed.newEvents()).toEqual([]);
  expect(feed.newWrites().snapshots).toBe(0);
  const operations = requests.slice(begin).map(({ operation }) => operation);
  return { store: operations.sort(), list: feed.newListCalls() };
}

/** Syncs with one release, then with the next. The switch alone announces nothing, and costs nothing. */
async function release(before: Api, after: Api) {
  const calls = await idleCalls(await started(before));
  const pipeline = upgraded(after);
  const expectIdle = async (of = pipeline) => expect(await idleCalls(of)).toEqual(calls);
  await expectIdle();
  return { pipeline, expectIdle };
}

/** The changes that a sync finds after a member of an invitation was changed. */
async function changesAfter(pipeline: Pipeline, number: number, members: Record<string, unknown>) {
  feed.world.partnerCentral.change(invitationId(number), members);
  await pipeline.sync(RECEIVER);
  return feed.newEvents().map(({ type, id, previous, detail }) => {
    return { type, id, previous, company: (detail.engagementInvitation as Record<string, unknown>).senderCompanyName };
  });
}

it(
  `a field that a release adds announces nothing by itself, and costs nothing (${COUNT} stored invitations)`,
  OPTIONS,
  async () => {
    const { pipeline, expectIdle } = await release(without, added);

    // The field comes with the next real change, is known from then on, and stays unknown for all other invitations.
    expect(await changesAfter(pipeline, 5, { EngagementTitle: 'New' })).toEqual([
      { type: 'Updated', id: invitationId(5), previous: { engagementTitle: 'Title 5' }, company: 'AWS' },
    ]);
    expect(await changesAfter(pipeline, 5, { SenderCompanyName: 'Amazon' })).toEqual([
      { type: 'Updated', id: invitationId(5), previous: { senderCompanyName: 'AWS' }, company: 'Amazon' },
    ]);
    expect(await changesAfter(pipeline, 6, { SenderCompanyName: 'Amazon' })).toEqual([]);
    await expectIdle();

    // The release is rolled back, and deployed again.
    await expectIdle(upgraded(without));
    expect(await changesAfter(upgraded(without), 5, { EngagementTitle: 'Newer' })).toEqual([
      { type: 'Updated', id: invitationId(5), previous: { engagementTitle: 'New' }, company: undefined },
    ]);
    await expectIdle(upgraded(added));
  },
);

it(
  `a field that a release drops announces nothing by itself, and costs nothing (${COUNT} stored invitations)`,
  OPTIONS,
  async () => {
    const { pipeline, expectIdle } = await release(invitations, dropped);

    expect(await changesAfter(pipeline, 5, { SenderCompanyName: 'Amazon' })).toEqual([]);
    expect(await changesAfter(pipeline, 5, { Status: 'REJECTED' })).toEqual([
      { type: 'Rejected', id: invitationId(5), previous: { status: 'ACCEPTED' }, company: undefined },
    ]);
    await expectIdle();
  },
);
