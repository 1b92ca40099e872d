import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openInvitations } from '../../lambda/apis/invitations.ts';
import { syncHandler } from '../../lambda/handlers/sync-handler.ts';
import type { Fault } from '../../local/faults.ts';
import { ServiceError } from '../../local/service-error.ts';
import { World } from '../../local/world.ts';
import { invitation } from '../support/builders.ts';
import { RECEIVER } from '../support/feed.ts';

const SETTINGS = {
  TABLE_NAME: 'snapshots',
  EVENT_BUS_NAME: 'feed',
  EVENT_SOURCE: 'engagement-sync',
  BASELINE: 'open',
  EXPIRY_THRESHOLDS: '[]',
  CALLS_PER_SECOND: '1000',
  ANNOUNCE_COMPLETION: 'true',
};
const MINUTES = { getRemainingTimeInMillis: () => 300_000 };

let world: World;
let storeFault: Fault | undefined;
let log: string[];

beforeEach(async () => {
  storeFault = undefined;
  world = await World.start({
    dynamodb: { tableName: 'snapshots', faults: () => storeFault },
    partnerCentral: { rateLimit: 'off' },
    eventBus: { buses: ['feed'] },
  });
  for (const [name, value] of Object.entries({ ...world.environment, ...SETTINGS })) vi.stubEnv(name, value);
  log = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => log.push(String(chunk)) > 0);
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await world.stop();
});

describe('a function of one minute, as it is with the rate PT1M', () => {
  it('lists, whatever the milliseconds it has left', async () => {
    world.partnerCentral.invite(invitation(1));
    await syncHandler(openInvitations)({ scope: RECEIVER }, { getRemainingTimeInMillis: () => 59_987 });
    expect(world.eventBus.events).toHaveLength(2);
  });
});

describe('account ids stay out of the log', () => {
  const Message = 'User: arn:aws:sts::123456789012:assumed-role/sync/sync is not authorized to do this';
  const denied = new ServiceError('AccessDeniedException', 400, { Message });
  const run = () => syncHandler(openInvitations)({ scope: RECEIVER }, MINUTES);

  it('where EventBridge denies access', async () => {
    world.partnerCentral.invite(invitation(1));
    world.eventBus.faults = () => denied;
    await expect(run()).rejects.toThrow('EventBridge');
    expect(log.join('')).toContain('"level":"ERROR"');
    expect(log.join('')).not.toContain('123456789012');
  });

  it('where DynamoDB denies access: Lambda logs the message of what a handler throws', async () => {
    storeFault = denied;
    await expect(run()).rejects.not.toThrow('123456789012');
  });
});
