import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentClient } from '../../lambda/adapters/document-client.ts';
import { CHECKPOINT_KEY, resourceKey } from '../../lambda/adapters/snapshot-item.ts';
import { provideTable } from '../../local/aws/dynamodb.ts';
import type { Pipeline } from '../../local/pipeline.ts';
import { restoreMissing, SEQUENCES_SKIPPED } from '../../local/restore-missing.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { Feed, type FeedEventView, RECEIVER } from '../support/feed.ts';

let feed: Feed;
let pipeline: Pipeline;
let client: DynamoDBDocumentClient;
/** The state of a consumer that keeps the highest sequence of each invitation: docs/events.md. */
let known: Map<string, FeedEventView>;

const [ONE, TWO] = [invitationId(1), invitationId(2)];

beforeEach(async () => {
  known = new Map();
  feed = await Feed.start();
  pipeline = feed.pipeline();
  client = documentClient(new DynamoDBClient());
  await provideTable(feed.world.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '', 'restored');
  for (const number of [1, 2]) feed.world.partnerCentral.invite(invitation(number));
});
afterEach(() => feed.stop());

async function synced(mode: 'sync' | 'reconcile' = 'sync'): Promise<FeedEventView[]> {
  feed.clock.advance(60_000);
  await pipeline.sync(RECEIVER, mode);
  const events = feed.newEvents();
  for (const event of events) {
    if (event.sequence > (known.get(event.id)?.sequence ?? 0)) known.set(event.id, event);
  }
  return events;
}
const change = (id: string, members: Record<string, unknown>) => feed.world.partnerCentral.change(id, members);
const knownOf = (id: string) => known.get(id)?.detail.engagementInvitation;

/** The items that DynamoDB would restore for this time. */
async function copyAsOfNow(): Promise<void> {
  for await (const { Items = [] } of paginateScan({ client }, { TableName: 'snapshots', ConsistentRead: true })) {
    for (const Item of Items) await client.send(new PutCommand({ TableName: 'restored', Item }));
  }
}
const lose = (...sks: string[]) =>
  Promise.all(sks.map((sk) => client.send(new DeleteCommand({ TableName: 'snapshots', Key: { pk: RECEIVER, sk } }))));

describe('a table that has lost items, and gets them back as they were a while ago', () => {
  beforeEach(async () => {
    await synced();
    await copyAsOfNow();
    change(ONE, { EngagementTitle: 'Second title' });
    await synced();
    change(ONE, { EngagementTitle: 'Third title' });
    expect(await synced()).toMatchObject([{ id: ONE, type: 'Updated', sequence: 3 }]);
  });

  it('tells the difference once more, and what comes after it, above all that was told before', async () => {
    await lose(resourceKey(ONE));
    expect(await restoreMissing(client, 'restored', 'snapshots')).toEqual({ copied: 1, kept: 2 });
    expect(await synced('reconcile')).toMatchObject([
      { id: ONE, type: 'Updated', sequence: 2 + SEQUENCES_SKIPPED, previous: { engagementTitle: 'Title 1' } },
    ]);
    expect(knownOf(ONE)).toMatchObject({ engagementTitle: 'Third title' });
    change(ONE, { Status: 'ACCEPTED' });
    await synced();
    expect(knownOf(ONE)).toMatchObject({ status: 'ACCEPTED' });
  });

  it('leaves what was not lost as it was', async () => {
    await lose(resourceKey(TWO));
    await restoreMissing(client, 'restored', 'snapshots');
    expect(await synced('reconcile')).toEqual([]);
    change(ONE, { Status: 'ACCEPTED' });
    expect(await synced()).toMatchObject([{ id: ONE, type: 'Accepted', sequence: 4 }]);
  });

  it('does not begin with a baseline where it has lost the checkpoint too', async () => {
    await lose(CHECKPOINT_KEY, resourceKey(ONE), resourceKey(TWO));
    await restoreMissing(client, 'restored', 'snapshots');
    expect(await synced('reconcile')).toMatchObject([{ id: ONE, type: 'Updated', baseline: false }]);
  });

  it('is safe to restore twice', async () => {
    await lose(resourceKey(ONE));
    await restoreMissing(client, 'restored', 'snapshots');
    expect(await restoreMissing(client, 'restored', 'snapshots')).toEqual({ copied: 0, kept: 3 });
  });
});
