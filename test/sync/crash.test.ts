import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { BACKEND_CLIENT } from '../../lambda/adapters/clients.ts';
import { documentClient } from '../../lambda/adapters/document-client.ts';
import { DynamoDbStore } from '../../lambda/adapters/dynamodb-store.ts';
import { invitationScope } from '../../lambda/apis/invitations.ts';
import type { SyncMode } from '../../lambda/core/contract.ts';
import type { Ports } from '../../lambda/ports.ts';
import type { Scope } from '../../lambda/sync/scope.ts';
import { syncScope } from '../../lambda/sync/sync-scope.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { Consumer } from '../support/consumer.ts';
import { DAY_MS, Feed, HOUR_MS, RECEIVER } from '../support/feed.ts';

const PERIOD_MS = 60_000;
const remainingMs = () => Number.POSITIVE_INFINITY;

let feed: Feed;
afterEach(() => feed.stop());

class Killed extends Error {}

/** A sync by a process that dies before its n-th call, after the effect of the previous one. No later call works. */
async function dyingSync(scope: Scope, mode: SyncMode, call: number): Promise<'died' | 'lived'> {
  let calls = 0;
  const dying = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          calls += 1;
          if (calls >= call) throw new Killed();
          return method.apply(target, args);
        };
      },
    });
  const { lister, store, publisher } = scope.ports;
  const ports: Ports = {
    ...scope.ports,
    lister: dying(lister),
    store: dying(store),
    publisher: dying(publisher),
  };
  try {
    await syncScope({ ...scope, ports }, { mode, remainingMs });
    return 'lived';
  } catch (error) {
    expect(calls, String(error)).toBeGreaterThanOrEqual(call);
    return 'died';
  }
}

const told = (consumer: Consumer) =>
  consumer
    .take(feed.newEvents())
    .map(({ id, sequence, type }) => `${id} ${sequence} ${type}`)
    .sort();

async function expectIdle(scope: Scope): Promise<void> {
  feed.clock.advance(PERIOD_MS);
  feed.newWrites();
  await syncScope(scope, { mode: 'sync', remainingMs });
  expect(feed.newEvents()).toEqual([]);
  expect(feed.newWrites().snapshots).toBe(0);
}

describe('a process that dies before any of its calls', () => {
  it('in a first sync: the next run tells everything, once by id', async () => {
    feed = await Feed.start();
    for (const number of [0, 1, 2]) feed.world.partnerCentral.invite(invitation(number));
    feed.world.partnerCentral.invite(invitation(3, { Status: 'ACCEPTED' }));
    feed.world.partnerCentral.invite(invitation(4, {}, 13 * DAY_MS));
    const scope = feed.pipeline().open(RECEIVER);
    const client = documentClient(new DynamoDBClient(BACKEND_CLIENT));
    /** The same list under another name, which was never synced. */
    const fresh = (name: string): Scope => {
      const store = new DynamoDbStore(client, 'snapshots', name, scope.api, feed.clock);
      return { ...scope, name, ports: { ...scope.ports, store } };
    };

    let call = 1;
    for (let outcome = 'died'; outcome === 'died'; call++) {
      const killed = fresh(invitationScope(`killed-before-call-${call}`, 'RECEIVER'));
      outcome = await dyingSync(killed, 'sync', call);
      feed.clock.advance(PERIOD_MS);
      await syncScope(killed, { mode: 'sync', remainingMs });
      expect(told(new Consumer()), killed.name).toEqual([
        ...[0, 1, 2, 4].map((number) => `${invitationId(number)} 1 Created`),
        `${invitationId(4)} 2 Expiring`,
      ]);
      await expectIdle(killed);
    }
    expect(call).toBeGreaterThan(15);
  });

  it.each([
    { mode: 'sync', where: 'in the window', ageMs: 0 },
    { mode: 'reconcile', where: 'far behind it', ageMs: 9 * DAY_MS },
  ] as const)('in a $mode that finds changes, one $where: the next one tells all of them', async ({ mode, ageMs }) => {
    feed = await Feed.start();
    const { partnerCentral } = feed.world;
    const pipeline = feed.pipeline();
    const consumer = new Consumer();
    /** The resources of a round, which must be known before it. The last one is due for a warning in a period and a half. */
    const prepare = (round: number) => {
      const expiresMs = feed.clock.nowMs() + 3 * DAY_MS + 1.5 * PERIOD_MS;
      const members = [{}, {}, { Status: 'ACCEPTED' }, { ExpirationDate: new Date(expiresMs).toISOString() }];
      for (const [index, each] of members.entries()) {
        partnerCentral.invite(invitation(round * 10 + index, each, index === 2 ? ageMs : 0));
      }
      return members.map((_, index) => `${invitationId(round * 10 + index)} 1 Created`);
    };
    await pipeline.sync(RECEIVER);
    feed.clock.advance(PERIOD_MS);
    const prepared = prepare(1);
    await pipeline.sync(RECEIVER, mode);
    expect(told(consumer)).toEqual(prepared);

    let round = 1;
    for (let outcome = 'died'; outcome === 'died'; round++) {
      feed.clock.advance(PERIOD_MS);
      const id = (index: number) => invitationId(round * 10 + index);
      partnerCentral.change(id(0), { Status: 'REJECTED' });
      partnerCentral.change(id(1), { EngagementTitle: 'Another' });
      partnerCentral.change(id(2), { EngagementTitle: 'Settled, and changed' });
      partnerCentral.invite(invitation(round * 10 + 4, {}, 0));
      feed.clock.advance(PERIOD_MS);
      outcome = await dyingSync(pipeline.open(RECEIVER), mode, round);
      feed.clock.advance(PERIOD_MS);
      const next = prepare(round + 1);
      await pipeline.sync(RECEIVER, mode);
      expect(told(consumer), `killed before call ${round}`).toEqual([
        `${id(0)} 2 Rejected`,
        `${id(1)} 2 Updated`,
        `${id(2)} 2 Updated`,
        `${id(3)} 2 Expiring`,
        `${id(4)} 1 Created`,
        ...next,
      ]);
    }
    expect(round).toBeGreaterThan(17);
    await expectIdle(pipeline.open(RECEIVER));
  });
});

it('a first sync that dies before it has saved its place: what it announced is warned of, though the list is away', async () => {
  feed = await Feed.start();
  const { partnerCentral } = feed.world;
  for (let number = 0; number < 110; number++) partnerCentral.invite(invitation(number, { Status: 'ACCEPTED' }));
  for (let number = 110; number < 120; number++) partnerCentral.invite(invitation(number));
  const scope = feed.pipeline().open(RECEIVER);
  scope.ports.store.clear = () => Promise.reject(new Killed());
  scope.ports.store.giveBack = () => Promise.reject(new Killed());
  await expect(syncScope(scope, { mode: 'sync', remainingMs })).rejects.toThrow(Killed);
  expect(feed.newEvents().map(({ type }) => type)).toEqual(new Array(10).fill('Created'));

  feed.clock.advance(14 * DAY_MS - HOUR_MS);
  partnerCentral.faults = () => new ServiceError('AccessDeniedException', 400, {});
  await expect(feed.pipeline().sync(RECEIVER)).rejects.toThrow('denied access');
  const warnings = feed.newEvents().filter(({ type }) => type === 'Expiring');
  expect(warnings.map(({ stale }) => stale)).toEqual(new Array(10).fill(true));
});
