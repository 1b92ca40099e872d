import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wakeUpMark } from '../../lambda/adapters/wake-up-mark.ts';
import { SyncFailedError, type SyncResult } from '../../lambda/sync/completion.ts';
import { answerNews } from '../../lambda/sync/wake-up.ts';
import { World } from '../../local/aws/world.ts';
import { VirtualClock } from '../../local/virtual-clock.ts';
import { RECEIVER, START_MS } from '../support/feed.ts';

let world: World;
let client: DynamoDBClient;
let clock: VirtualClock;
/** Seconds since the start at which a sync began. */
let syncs: number[];

beforeEach(async () => {
  world = await World.start({ dynamodb: { tableName: 'snapshots' } });
  for (const [name, value] of Object.entries(world.environment)) process.env[name] = value;
  client = new DynamoDBClient({});
  clock = new VirtualClock(START_MS);
  syncs = [];
});
afterEach(async () => {
  client.destroy();
  await world.stop();
});

const sync = async () => {
  syncs.push((clock.nowMs() - START_MS) / 1000);
};

/** News that were sent so many seconds after the start, read by a function of its own. */
function tell(atSecond: number, { baselineDone = true, run = sync } = {}) {
  const store = { readCheckpoint: async () => ({ version: 1, baselineDone }) };
  const news = { scope: RECEIVER, resourceIds: new Set(['engi-1']), sentMs: START_MS + atSecond * 1000 };
  return answerNews(news, { store: store as never, clock }, wakeUpMark(client, 'snapshots', RECEIVER), run);
}

describe('news of a native event', () => {
  it('start a sync at once', async () => {
    await tell(-1);
    expect(syncs).toEqual([0]);
  });

  it('start none where one has begun since they were sent', async () => {
    await tell(-1);
    await tell(-0.5);
    expect(syncs).toEqual([0]);
  });

  it('start another one, when the interval of the last is over', async () => {
    await tell(-1);
    clock.advance(3000);
    await tell(2);
    expect(syncs).toEqual([0, 20]);
  });

  it('start one sync, however many functions hear of them at once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => tell(-1)));
    expect(syncs).toEqual([0]);
  });

  it('start four syncs where a thousand come within a minute, read by two functions at a time', async () => {
    const batches = [20, 30, 40, 50, 60, 70, 80];
    for (const readAt of batches) {
      clock.advance(Math.max(0, readAt * 1000 - (clock.nowMs() - START_MS)));
      await tell(Math.min(readAt, 60));
    }
    expect(syncs).toEqual([20, 40, 60, 80]);
  });

  it('start none before the first sync of the scope is done', async () => {
    await tell(-1, { baselineDone: false });
    expect(syncs).toEqual([]);
  });

  it('are not told again where the sync failed: the schedule repeats it', async () => {
    const result = { report: { scope: RECEIVER } } as SyncResult;
    const run = () => Promise.reject(new SyncFailedError(result, ['no access'], {}));
    await expect(tell(-1, { run })).resolves.toBeUndefined();
  });

  it('are told again where the function is broken', async () => {
    await expect(tell(-1, { run: () => Promise.reject(new Error('no table')) })).rejects.toThrow('no table');
  });
});
