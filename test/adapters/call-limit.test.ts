import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callBudget } from '../../lambda/adapters/call-limit.ts';
import { PARTNER_CENTRAL } from '../../lambda/apis/partner-central.ts';
import type { ReceivedRequest } from '../../local/aws/faults.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import { CONTACT_ENGAGEMENTS, INVITATIONS, leadTo, listerOf, stopped } from '../support/wire-apis.ts';

const CALLS_PER_SECOND = 20;
const BURST = 10;

const partnerCentral = INVITATIONS.newService();
const incidentManager = CONTACT_ENGAGEMENTS.newService();

beforeAll(async () => {
  leadTo(await partnerCentral.start(), INVITATIONS);
  leadTo(await incidentManager.start(), CONTACT_ENGAGEMENTS);
});
afterAll(() => Promise.all([stopped(partnerCentral, INVITATIONS), stopped(incidentManager, CONTACT_ENGAGEMENTS)]));

/** How many of these calls came before a budget with this start had room for them. A slow machine cannot make one early. */
function tooEarly(requests: readonly ReceivedRequest[], startedMs: number, atStart: number): number {
  const times = requests.map(({ atMs }) => atMs).sort((a, b) => a - b);
  const roomAt = (atMs: number) => atStart + (CALLS_PER_SECOND * (atMs - startedMs)) / 1000 + 0.5;
  return times.filter((atMs, index) => index + 1 > roomAt(atMs)).length;
}

describe('the budget', () => {
  it.each([
    { callsPerSecond: 0.1, atOnce: 1 },
    { callsPerSecond: 0.5, atOnce: 1 },
    { callsPerSecond: 1, atOnce: 2 },
    { callsPerSecond: 4, atOnce: 8 },
    { callsPerSecond: 5, atOnce: 10 },
    { callsPerSecond: 10, atOnce: 10 },
  ])('of $callsPerSecond a second lets $atOnce through at once', ({ callsPerSecond, atOnce }) => {
    const budget = callBudget(callsPerSecond, PARTNER_CENTRAL.quota);
    const taken = Array.from({ length: 50 }, () => budget.tryRemoveTokens(1));
    expect(taken.filter(Boolean)).toHaveLength(atOnce);
  });

  it('lets two seconds of calls through at once where AWS publishes no quota', () => {
    const budget = callBudget(8);
    const taken = Array.from({ length: 50 }, () => budget.tryRemoveTokens(1));
    expect(taken.filter(Boolean)).toHaveLength(16);
  });

  it('has each call over the burst wait its share of a second', async () => {
    const budget = callBudget(CALLS_PER_SECOND, PARTNER_CENTRAL.quota);
    const startedMs = performance.now();
    await Promise.all(Array.from({ length: BURST + 15 }, () => budget.removeTokens(1)));
    const ms = performance.now() - startedMs;
    expect(ms).toBeGreaterThanOrEqual(700);
    expect(ms).toBeLessThan(1500);
  });
});

describe('the requests of clients', () => {
  const requests = () => [...partnerCentral.requests, ...incidentManager.requests];

  it('wait for the budget that they share', async () => {
    const budget = callBudget(CALLS_PER_SECOND, PARTNER_CENTRAL.quota);
    const listers = [INVITATIONS, CONTACT_ENGAGEMENTS].map((wire) => listerOf(wire, budget));
    const startedMs = Date.now();
    await Promise.all(listers.flatMap((lister) => Array.from({ length: 20 }, () => lister.listPage({}))));
    expect(requests()).toHaveLength(40);
    expect(tooEarly(requests(), startedMs, BURST)).toBe(0);
  });

  it('wait for it again each time they are sent again', async () => {
    const before = partnerCentral.requests.length;
    const attempts = new Map<unknown, number>();
    partnerCentral.faults = ({ input }) => {
      const attempt = (attempts.get(input.NextToken) ?? 0) + 1;
      attempts.set(input.NextToken, attempt);
      return attempt < 3 ? new ServiceError('InternalServerException', 500) : { body: {} };
    };
    const budget = callBudget(CALLS_PER_SECOND, PARTNER_CENTRAL.quota);
    budget.tryRemoveTokens(BURST);
    const lister = listerOf(INVITATIONS, budget);
    const startedMs = Date.now();
    const pages = await Promise.all(Array.from({ length: 10 }, (_, call) => lister.listPage({ token: `t${call}` })));
    expect(pages.map(({ apiCalls }) => apiCalls)).toEqual(Array(10).fill(3));
    const sent = partnerCentral.requests.slice(before);
    expect(sent).toHaveLength(30);
    expect(tooEarly(sent, startedMs, 0)).toBe(0);
  });
});
