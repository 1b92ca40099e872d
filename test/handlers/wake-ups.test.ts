import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { invitations } from '../../lambda/apis/invitations.ts';
import { openList } from '../../lambda/handlers/invitations.ts';
import { syncHandler } from '../../lambda/handlers/sync-handler.ts';
import { World } from '../../local/aws/world.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, RECEIVER } from '../support/feed.ts';

const SENDER = 'invitations/AWS/SENDER';
const CONTEXT = { getRemainingTimeInMillis: () => 300_000 };

let world: World;
let output: string[];
let handler: ReturnType<typeof syncHandler>;

beforeEach(async () => {
  world = await World.start({
    dynamodb: { tableName: 'snapshots' },
    partnerCentral: { rateLimit: 'off' },
    eventBus: { buses: ['feed'] },
  });
  const settings = {
    ...world.environment,
    TABLE_NAME: 'snapshots',
    EVENT_BUS_NAME: 'feed',
    EVENT_SOURCE: 'my.feed',
    BASELINE: 'open',
    EXPIRY_THRESHOLDS: '[]',
    CALLS_PER_SECOND: '1000',
    ANNOUNCE_COMPLETION: 'false',
    NATIVE_WAKE_UP: 'true',
    TOLERATED_SCOPES: '[]',
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  output = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => output.push(String(chunk)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => output.push(String(chunk)) > 0);
  handler = syncHandler(invitations, openList);
  // Long enough ago that a wake-up need not wait.
  const now = Date.now;
  const past = vi.spyOn(Date, 'now').mockImplementation(() => now() - 30_000);
  for (const scope of [RECEIVER, SENDER]) await handler({ scope }, CONTEXT);
  past.mockRestore();
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await world.stop();
});

const invite = (number: number) => {
  const InvitationDate = new Date(Date.now() - number * 60_000).toISOString();
  const ExpirationDate = new Date(Date.now() + 15 * DAY_MS).toISOString();
  world.partnerCentral.invite(invitation(number, { InvitationDate, ExpirationDate }));
};
const message = (body: unknown, sentMs = Date.now()) => ({
  messageId: 'm',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  attributes: { SentTimestamp: `${sentMs}` },
  eventSource: 'aws:sqs',
});
const lines = () =>
  output
    .join('')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const metricsOf = (scope: string) => lines().filter((line) => '_aws' in line && line.scope === scope);
const calls = () => world.partnerCentral.requests.length;

describe('a batch of wake-ups', () => {
  it('starts one sync of the scope that it is about, which publishes what has changed', async () => {
    invite(1);
    const before = calls();
    const wakeUps = Array.from({ length: 1000 }, () => message({ scope: RECEIVER, invitationId: invitationId(1) }));
    await handler({ Records: wakeUps }, CONTEXT);
    expect(calls() - before).toBe(1);
    expect(world.eventBus.events).toMatchObject([{ 'detail-type': 'Engagement Invitation Created' }]);
  });

  it('starts a sync of each scope that it is about', async () => {
    const before = calls();
    const wakeUps = [RECEIVER, SENDER, RECEIVER].map((scope) => message({ scope, invitationId: 'engi-1' }));
    await handler({ Records: wakeUps }, CONTEXT);
    expect(calls() - before).toBe(2);
  });

  it('ignores malformed messages, and says how many', async () => {
    const before = calls();
    const malformed = [message('no JSON'), message({ scope: RECEIVER }), { body: '{}' }, null];
    await handler({ Records: [...malformed, message({ scope: RECEIVER, invitationId: 'engi-1' })] }, CONTEXT);
    expect(calls() - before).toBe(1);
    expect(lines().find(({ level }) => level === 'WARN')).toMatchObject({ malformed: 4 });
  });

  it('starts none where a sync has begun since they were sent, and says so', async () => {
    await handler({ scope: RECEIVER }, CONTEXT);
    const before = calls();
    const sentMs = Date.now() - 10_000;
    await handler({ Records: [message({ scope: RECEIVER, invitationId: 'engi-1' }, sentMs)] }, CONTEXT);
    expect(calls() - before).toBe(0);
    expect(lines().at(-1)).toMatchObject({
      level: 'INFO',
      message: 'Took no turn: another run has the scope, or has already done the work',
      scope: RECEIVER,
      mode: 'wake-up',
    });
  });

  it('does not fail where the list cannot be read: the schedules repeat it, and the log says so', async () => {
    world.partnerCentral.faults = () => 'drop';
    await handler({ Records: [message({ scope: RECEIVER, invitationId: 'engi-1' })] }, CONTEXT);
    expect(lines().find(({ level }) => level === 'ERROR').message).toContain('ListEngagementInvitations');
    expect(metricsOf(RECEIVER).at(-1)).toMatchObject({ SyncCompleted: 0 });
  });
});

describe('the metric of changes that no native event told of', () => {
  it('leaves out those that one did tell of', async () => {
    for (const number of [1, 2, 3]) invite(number);
    await handler({ Records: [message({ scope: RECEIVER, invitationId: invitationId(1) })] }, CONTEXT);
    expect(metricsOf(RECEIVER).at(-1)).toMatchObject({ UnannouncedChanges: 2 });
  });

  it('counts what a scheduled run finds, but neither a first sync nor what AWS has no event for', async () => {
    expect(metricsOf(RECEIVER)[0]).not.toHaveProperty('UnannouncedChanges');
    invite(1);
    await handler({ scope: RECEIVER }, CONTEXT);
    expect(metricsOf(RECEIVER).at(-1)).toMatchObject({ UnannouncedChanges: 1 });
    world.partnerCentral.change(invitationId(1), { EngagementTitle: 'Another title' });
    await handler({ scope: RECEIVER }, CONTEXT);
    expect(metricsOf(RECEIVER).at(-1)).not.toHaveProperty('UnannouncedChanges');
    world.partnerCentral.change(invitationId(1), { Status: 'ACCEPTED' });
    await handler({ scope: RECEIVER }, CONTEXT);
    expect(metricsOf(RECEIVER).at(-1)).toMatchObject({ UnannouncedChanges: 1 });
  });
});
