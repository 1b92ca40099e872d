import { afterEach, describe, expect, it } from 'vitest';
import type { Ports } from '../../lambda/ports.ts';
import { syncScope } from '../../lambda/sync/sync-scope.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import type { Pipeline } from '../../local/pipeline.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, Feed, HOUR_MS, RECEIVER } from '../support/feed.ts';

let feed: Feed;
afterEach(() => feed.stop());

class Killed extends Error {}

/** Ports of a process that dies at its n-th call, before or after the call had its effect. Nothing works afterwards. */
function dyingAt(call: number, when: 'before' | 'after', ports: Ports): { ports: Ports; calls: () => number } {
  let calls = 0;
  const dying = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          calls += 1;
          const dies = calls === call;
          if (calls > call || (dies && when === 'before')) throw new Killed();
          const answer: unknown = await method.apply(target, args);
          if (dies) throw new Killed();
          return answer;
        };
      },
    });
  const { lister, store, publisher } = ports;
  return {
    ports: { ...ports, lister: dying(lister), store: dying(store), publisher: dying(publisher) },
    calls: () => calls,
  };
}

/** A life in three acts, each seen by one sync; in one of them the process dies and is started again. */
async function story(killed: { act: number; call: number; when: 'before' | 'after' } | undefined) {
  feed = await Feed.start();
  const pipeline = feed.pipeline();
  const { partnerCentral } = feed.world;
  const acts = [
    () => {
      for (let number = 0; number < 14; number++) {
        partnerCentral.invite(invitation(number, { Status: number < 4 ? 'PENDING' : 'ACCEPTED' }));
      }
    },
    () => {
      partnerCentral.change(invitationId(0), { Status: 'REJECTED' });
      partnerCentral.change(invitationId(1), { EngagementTitle: 'Another' });
      partnerCentral.change(invitationId(9), { EngagementTitle: 'Settled, and changed' });
      partnerCentral.invite(invitation(20, { Status: 'ACCEPTED' }));
    },
    () => {
      feed.clock.advance(14 * DAY_MS);
      partnerCentral.change(invitationId(1), { Status: 'ACCEPTED' });
    },
  ];
  let calls = 0;
  for (const [act, happen] of acts.entries()) {
    happen();
    if (act === killed?.act) calls = await killedSync(pipeline, killed);
    await pipeline.sync(RECEIVER);
  }
  await pipeline.sync(RECEIVER);
  const events = feed.newEvents();
  feed.newWrites();
  await pipeline.sync(RECEIVER);
  expect(feed.newEvents()).toEqual([]);
  expect(feed.newWrites()).toEqual([]);
  await feed.stop();
  return { events, calls };
}

/** Returns how many calls a run makes that is not killed; 0 where it was. */
async function killedSync(pipeline: Pipeline, { call, when }: { call: number; when: 'before' | 'after' }) {
  const { source, ports } = pipeline.open(RECEIVER);
  const dying = dyingAt(call, when, ports);
  const request = { scope: RECEIVER, mode: 'sync', remainingMs: () => Number.POSITIVE_INFINITY } as const;
  try {
    await syncScope(dying.ports, source, feed.settings, request);
    return dying.calls();
  } catch {
    return 0;
  }
}

type Events = Awaited<ReturnType<typeof story>>['events'];

/** Once each by id, every delivery identical, in the order of the sequence. */
function distinct(events: Events): string[] {
  const byId = new Map<string, Events[number]>();
  const highest = new Map<string, number>();
  for (const event of events) {
    const known = byId.get(event.eventId);
    if (known) expect(event).toEqual(known);
    else expect(event.sequence).toBe((highest.get(event.id) ?? 0) + 1);
    byId.set(event.eventId, event);
    highest.set(event.id, Math.max(event.sequence, highest.get(event.id) ?? 0));
  }
  return [...byId.values()].map(({ id, sequence, type }) => `${id} ${sequence} ${type}`).sort();
}

const EXPECTED = [
  `${invitationId(0)} 1 Created`,
  `${invitationId(0)} 2 Rejected`,
  `${invitationId(1)} 1 Created`,
  `${invitationId(1)} 2 Updated`,
  `${invitationId(1)} 3 Accepted`,
  `${invitationId(2)} 1 Created`,
  `${invitationId(2)} 2 Expiring`,
  `${invitationId(3)} 1 Created`,
  `${invitationId(3)} 2 Expiring`,
  `${invitationId(9)} 1 Updated`,
  `${invitationId(20)} 1 Created`,
];

describe('a process that dies', () => {
  it('not at all: every change, once', async () => {
    const { events } = await story(undefined);
    expect(events).toHaveLength(EXPECTED.length);
    expect(distinct(events)).toEqual(EXPECTED);
  });

  describe.each([0, 1, 2])('in act %i', (act) => {
    it.each(['before', 'after'] as const)('%s any of its calls: every change, once by id, in order', async (when) => {
      let call = 1;
      for (let calls = 0; calls === 0; call++) {
        const outcome = await story({ act, call, when });
        expect(distinct(outcome.events), `killed ${when} call ${call}`).toEqual(EXPECTED);
        calls = outcome.calls;
      }
      expect(call).toBeGreaterThan(8);
    });
  });
});

it('a first sync that dies before it has saved its place: what it announced is warned of, though the list is away', async () => {
  feed = await Feed.start();
  const { partnerCentral } = feed.world;
  // More settled ones in front than a run reads ahead of its first page.
  for (let number = 0; number < 1200; number++) partnerCentral.invite(invitation(number, { Status: 'ACCEPTED' }));
  for (let number = 1200; number < 1210; number++) partnerCentral.invite(invitation(number));
  const { source, ports } = feed.pipeline().open(RECEIVER);
  ports.store.settle = () => Promise.reject(new Killed());
  const request = { scope: RECEIVER, mode: 'sync', remainingMs: () => Number.POSITIVE_INFINITY } as const;
  await expect(syncScope(ports, source, feed.settings, request)).rejects.toThrow(Killed);
  expect(feed.newEvents().map(({ type }) => type)).toEqual(new Array(10).fill('Created'));

  feed.clock.advance(14 * DAY_MS - HOUR_MS);
  partnerCentral.faults = () => new ServiceError('AccessDeniedException', 400, {});
  await expect(feed.pipeline().sync(RECEIVER)).rejects.toThrow('denied access');
  const warnings = feed.newEvents().filter(({ type }) => type === 'Expiring');
  expect(warnings.map(({ stale }) => stale)).toEqual(new Array(10).fill(true));
});
