import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledPeers } from '../../bench/functions/bundled-peers.ts';
import { INVITATIONS } from '../../bench/functions/contestants.ts';
import { FunctionProcess } from '../../bench/functions/function-process.ts';
import { BenchWorld } from '../../bench/world/bench-world.ts';
import { EngagementList } from '../../bench/world/engagement-list.ts';
import { InvitationList, PENDING } from '../../bench/world/invitation-list.ts';
import { EmbeddedDynamoDb } from '../../local/aws/dynamodb.ts';

const SETTLED = 20;
const ALL = SETTLED + PENDING;
/** Half are new and pending, half are answers: otherwise the floor would need a different number of pages. */
const CHANGES = 110;

describe('what ours is compared with does its work', () => {
  const store = new EmbeddedDynamoDb({ tableName: 'unused' });
  let endpoint: string;
  let folder: string;
  beforeAll(async () => {
    endpoint = await store.start();
    folder = await bundledPeers();
  });
  afterAll(() => store.stop());

  /** The first sync, an idle one, and one that finds changes. */
  async function requestsOf(peer: string) {
    const world = await BenchWorld.start(endpoint);
    const invitations = new InvitationList(world.services.partnerCentral, SETTLED);
    const environment = world.environment(await world.newTable(), true);
    const started = await FunctionProcess.start(`${folder}/${peer}.mjs`, environment);
    try {
      const call = () => world.requestsOf(() => started.call(INVITATIONS));
      const [first, idle] = [await call(), await call()];
      invitations.change(CHANGES);
      return { first, idle, changed: await call() };
    } finally {
      await started.stop();
      await world.stop();
    }
  }

  it('plain reads, publishes and writes one by one', async () => {
    const { first, idle, changed } = await requestsOf('plain');
    expect(first).toMatchObject({ listCalls: 2, putEventsCalls: ALL, writeUnits: ALL });
    expect(idle).toEqual({ listCalls: 2, putEventsCalls: 0, readUnits: ALL / 2, writeUnits: 0 });
    expect(changed).toMatchObject({ putEventsCalls: CHANGES, writeUnits: CHANGES });
    // A thousand requests, one after the other: half a minute on a busy machine.
  }, 180_000);

  it('careful uses batches', async () => {
    const { first, idle, changed } = await requestsOf('careful');
    expect(first).toMatchObject({ listCalls: 2, putEventsCalls: ALL / 10, writeUnits: ALL });
    expect(idle).toEqual({ listCalls: 2, putEventsCalls: 0, readUnits: ALL / 2, writeUnits: 0 });
    // New ones are on the first page (55), the answers to the oldest pending ones on the second (50) and third (5).
    expect(changed).toMatchObject({ putEventsCalls: 6 + 5 + 1, writeUnits: CHANGES });
  });

  it('floor lists the pending ones, and no more; there are always as many', async () => {
    const { first, changed } = await requestsOf('floor');
    expect(first).toEqual({ listCalls: Math.ceil(PENDING / 100), putEventsCalls: 0, readUnits: 0, writeUnits: 0 });
    expect(changed).toEqual(first);
  });

  it('the floor of contact engagements lists the last two days, and no more', async () => {
    const world = await BenchWorld.start(endpoint);
    new EngagementList(world.services.incidentManager, 200, 'all', Date.now()).goTo(Date.now());
    const started = await FunctionProcess.start(`${folder}/engagement-floor.mjs`, world.environment('none', true));
    const requests = await world.requestsOf(() => started.call({}));
    await started.stop();
    await world.stop();
    expect(requests).toEqual({ listCalls: 1, putEventsCalls: 0, readUnits: 0, writeUnits: 0 });
  });

  it('a function that fails fails the bench', async () => {
    const started = await FunctionProcess.start(`${folder}/floor.mjs`, { AWS_REGION: 'us-east-1' });
    await expect(started.call({})).rejects.toThrow('The function failed with "TypeError');
    await started.stop();
  });
});
