import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OpenList } from '../../lambda/adapters/lister.ts';
import { contactEngagements } from '../../lambda/apis/contact-engagements.ts';
import { invitations } from '../../lambda/apis/invitations.ts';
import { connector } from '../../lambda/handlers/connections.ts';
import { OHIO, RECEIVER } from '../support/feed.ts';
import { INVITATIONS, leadTo, stopped } from '../support/wire-apis.ts';

const SETTINGS = {
  tableName: 'snapshots',
  eventBusName: 'feed',
  callsPerSecond: 1,
  nativeWakeUp: false,
  sync: { eventSource: 'my.feed', baseline: 'open', expiryThresholds: [], announceCompletion: true },
} as const;
const SENDER = 'invitations/AWS/SENDER';

const openList = vi.fn<OpenList>(() => async () => ({ $metadata: {} }));
afterEach(() => openList.mockClear());

describe('a scope', () => {
  it.each([
    { api: invitations, scope: RECEIVER },
    { api: invitations, scope: 'invitations/Sandbox/SENDER' },
    { api: contactEngagements, scope: OHIO },
    { api: contactEngagements, scope: 'contact-engagements/eu-west-1' },
  ])('$scope is one of $api.name', ({ api, scope }) => {
    expect(connector(api, openList)(scope, SETTINGS)).toMatchObject({ name: scope, api, settings: SETTINGS.sync });
  });

  it.each([
    'invitations/AWS/BOTH',
    'invitations/AWS/receiver',
    'invitations/AWS',
    'invitations//RECEIVER',
    'invitations/AWS/RECEIVER/',
    'invitations/AWS/RECEIVER/more',
    'Invitations/AWS/RECEIVER',
    OHIO,
    'x',
    '',
  ])('"%s" is not a scope of invitations, and the error gives an example', (scope) => {
    expect(() => connector(invitations, openList)(scope, SETTINGS)).toThrow(
      `"${scope}" is not a scope of invitations. Example: invitations/AWS/RECEIVER`,
    );
  });

  it.each([
    'contact-engagements/',
    'contact-engagements',
    'contact-engagements/us-east-1/more',
    'contact-engagement/us-east-1',
    RECEIVER,
  ])('"%s" is not a scope of contact engagements, and the error gives an example', (scope) => {
    expect(() => connector(contactEngagements, openList)(scope, SETTINGS)).toThrow(
      `"${scope}" is not a scope of contact-engagements. Example: contact-engagements/us-east-1`,
    );
  });
});

describe('a list', () => {
  it('is opened once for all runs of a scope, in its region', () => {
    const connect = connector(contactEngagements, openList);
    const [first, second] = [connect(OHIO, SETTINGS), connect(OHIO, SETTINGS)];
    expect(second.ports.lister).toBe(first.ports.lister);
    expect(openList.mock.calls.map(([region]) => region)).toEqual(['us-east-2']);
  });

  it('is another one for another scope', () => {
    const connect = connector(invitations, openList);
    const [receiver, sender] = [connect(RECEIVER, SETTINGS), connect(SENDER, SETTINGS)];
    expect(sender.ports.lister).not.toBe(receiver.ports.lister);
    expect(openList).toHaveBeenCalledTimes(2);
  });

  it('shares the budget of calls with those of the other scopes', async () => {
    const service = INVITATIONS.newService();
    leadTo(await service.start(), INVITATIONS);
    const connect = connector(invitations, INVITATIONS.openList);
    // 8 of them at once.
    const listers = [RECEIVER, SENDER].map((scope) => connect(scope, { ...SETTINGS, callsPerSecond: 4 }).ports.lister);
    const startedMs = performance.now();
    await Promise.all(listers.flatMap((list) => Array.from({ length: 5 }, () => list.listPage({}))));
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(450);
    await stopped(service, INVITATIONS);
  });
});
