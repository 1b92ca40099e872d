import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { invitations } from '../../lambda/apis/invitations.ts';
import { handler as contactEngagementsHandler } from '../../lambda/handlers/contact-engagements.ts';
import { handler as invitationsHandler, openList } from '../../lambda/handlers/invitations.ts';
import { syncHandler } from '../../lambda/handlers/sync-handler.ts';
import type { Fault } from '../../local/aws/faults.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import { World } from '../../local/aws/world.ts';
import { engagement, engagementArn, invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, OHIO, RECEIVER } from '../support/feed.ts';

const SETTINGS = {
  TABLE_NAME: 'snapshots',
  EVENT_BUS_NAME: 'feed',
  EVENT_SOURCE: 'my.feed',
  BASELINE: 'open',
  EXPIRY_THRESHOLDS: '[]',
  CALLS_PER_SECOND: '1000',
  ANNOUNCE_COMPLETION: 'true',
  NATIVE_WAKE_UP: 'true',
  TOLERATED_SCOPES: '[]',
};
const CONTEXT = { getRemainingTimeInMillis: () => 300_000 };

let world: World;
let storeFault: Fault | undefined;
let stdout: string[];
let stderr: string[];

beforeEach(async () => {
  storeFault = undefined;
  world = await World.start({
    dynamodb: { tableName: 'snapshots', faults: () => storeFault },
    partnerCentral: { rateLimit: 'off' },
    eventBus: { buses: ['feed'] },
  });
  for (const [name, value] of Object.entries({ ...world.environment, ...SETTINGS })) vi.stubEnv(name, value);
  [stdout, stderr] = [[], []];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => stdout.push(String(chunk)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => stderr.push(String(chunk)) > 0);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await world.stop();
});

/** The handler uses the system's clock: sent `number` minutes ago, expires in 15 days. */
const invite = (number: number, members: Record<string, unknown> = {}) => {
  const InvitationDate = new Date(Date.now() - number * 60_000).toISOString();
  const ExpirationDate = new Date(Date.now() + 15 * DAY_MS).toISOString();
  world.partnerCentral.invite(invitation(number, { InvitationDate, ExpirationDate, ...members }));
};
const logLines = () =>
  [...stdout, ...stderr]
    .join('')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const metricLine = () => logLines().find((line) => '_aws' in line);
const published = () => world.eventBus.events.map((event) => event['detail-type']);

describe('a run', () => {
  it('publishes invitations, and says that it is complete', async () => {
    invite(1);
    invite(2, { Status: 'ACCEPTED' });
    await invitationsHandler({ scope: RECEIVER, mode: 'sync' }, CONTEXT);
    expect(world.eventBus.events).toMatchObject([
      {
        source: 'my.feed',
        'detail-type': 'Engagement Invitation Created',
        detail: { metadata: { scope: RECEIVER, baseline: true }, engagementInvitation: { id: invitationId(1) } },
      },
      {
        source: 'my.feed',
        'detail-type': 'Sync Completed',
        detail: { sync: { scope: RECEIVER, mode: 'baseline', listed: 2, created: 1, published: 1 } },
      },
    ]);
    expect(logLines().filter((line) => !('_aws' in line))).toMatchObject([
      {
        level: 'INFO',
        service: 'engagement-sync',
        message: 'Synced',
        complete: true,
        nextExpiries: [{ id: invitationId(1), expiresAt: expect.any(String) }],
        oddItems: 0,
        report: { scope: RECEIVER, listed: 2, created: 1, published: 1, apiCalls: 1 },
      },
    ]);
    expect(metricLine()).toMatchObject({ scope: RECEIVER, SyncCompleted: 1, ListCalls: 1 });
    expect(metricLine().TimeToNextExpiry).toBeGreaterThan(14.9 * 86_400);
  });

  it('publishes contact engagements', async () => {
    world.incidentManager.engage(engagement(1, { StartTime: Date.now() / 1000 }));
    await contactEngagementsHandler({ scope: OHIO, mode: 'sync' }, CONTEXT);
    expect(world.eventBus.events[0]).toMatchObject({
      'detail-type': 'Contact Engagement Started',
      detail: { region: 'us-east-2', engagement: { arn: engagementArn(1) } },
    });
  });

  it('finds nothing new the second time', async () => {
    invite(1);
    const handler = syncHandler(invitations, openList);
    await handler({ scope: RECEIVER, mode: 'sync' }, CONTEXT);
    await handler({ scope: RECEIVER }, CONTEXT);
    expect(published()).toEqual(['Engagement Invitation Created', 'Sync Completed', 'Sync Completed']);
  });

  it('lists whatever the milliseconds that a function of one minute has left', async () => {
    invite(1);
    await syncHandler(invitations, openList)({ scope: RECEIVER }, { getRemainingTimeInMillis: () => 59_987 });
    expect(published()).toEqual(['Engagement Invitation Created', 'Sync Completed']);
  });

  it('is refused before anything is done where a variable is missing, the scope is another API’s, or there is none', async () => {
    await expect(invitationsHandler({ scope: OHIO }, CONTEXT)).rejects.toThrow(
      '"contact-engagements/us-east-2" is not a scope of invitations. Example: invitations/AWS/RECEIVER',
    );
    await expect(contactEngagementsHandler({ scope: RECEIVER }, CONTEXT)).rejects.toThrow(
      '"invitations/AWS/RECEIVER" is not a scope of contact-engagements. Example: contact-engagements/us-east-1',
    );
    await expect(invitationsHandler({}, CONTEXT)).rejects.toThrow(/^Input scope: /);
    vi.stubEnv('EVENT_BUS_NAME', '');
    await expect(invitationsHandler({ scope: RECEIVER }, CONTEXT)).rejects.toThrow(
      /^Environment variable EVENT_BUS_NAME: /,
    );
    expect(world.dynamodb.requests).toHaveLength(0);
    expect(world.partnerCentral.requests).toHaveLength(0);
  });
});

describe('a run that finds the scope taken', () => {
  it('says so, and nothing else, where there is no time to wait', async () => {
    let onListed = () => {};
    const listed = new Promise<void>((resolve) => {
      onListed = resolve;
    });
    world.partnerCentral.faults = () => {
      onListed();
      return { delayMs: 200 };
    };
    const handler = syncHandler(invitations, openList);
    const first = handler({ scope: RECEIVER }, CONTEXT);
    await listed;
    await handler({ scope: RECEIVER }, { getRemainingTimeInMillis: () => 0 });
    expect(logLines()).toMatchObject([
      {
        level: 'INFO',
        message: 'Took no turn: another run has the scope, or has already done the work',
        scope: RECEIVER,
        mode: 'sync',
      },
    ]);
    await first;
    expect(published()).toEqual(['Sync Completed']);
  });
});

describe('a run that fails', () => {
  it('throws, and says in its metrics and its log that it is not complete', async () => {
    for (let number = 1; number <= 150; number++) invite(number);
    world.partnerCentral.faults = ({ input }) =>
      input.NextToken === undefined ? undefined : new ServiceError('AccessDeniedException', 400);
    await expect(syncHandler(invitations, openList)({ scope: RECEIVER }, CONTEXT)).rejects.toThrow(
      /^invitations\/AWS\/RECEIVER: Partner Central's ListEngagementInvitations \(invitations\/AWS\/RECEIVER\) denied access \(AccessDeniedException: UnknownError\)\. .*kept/,
    );
    expect(metricLine()).toMatchObject({ SyncCompleted: 0, ListCalls: 2 });
    expect(logLines().find(({ level }) => level === 'ERROR')).toMatchObject({ complete: false });
  });

  it('throws where the bus refuses, and says for how long something has been waiting', async () => {
    invite(1);
    world.eventBus.entryFaults = () => 'NotAuthorizedForSourceException';
    const failed = syncHandler(invitations, openList)({ scope: RECEIVER }, CONTEXT);
    await expect(failed).rejects.toThrow('NotAuthorizedForSourceException');
    expect(metricLine()).toMatchObject({ SyncCompleted: 0, UnpublishedAge: expect.any(Number) });
  });
});

describe('a list that AWS refuses, and that nobody has asked for by name', () => {
  it('fails no run and rings no alarm, and is said in the log on the first run of a day', async () => {
    vi.stubEnv('TOLERATED_SCOPES', JSON.stringify([RECEIVER]));
    world.partnerCentral.faults = () =>
      new ServiceError('AccessDeniedException', 400, { Message: 'Account 123456789012 is not linked' });
    const handler = syncHandler(invitations, openList);
    for (let run = 0; run < 2; run++) await handler({ scope: RECEIVER }, CONTEXT);

    expect(metricLine()).toMatchObject({ SyncCompleted: 1, ListCalls: 1 });
    const reason = expect.stringContaining('Account <account> is not linked');
    const said = logLines().filter(({ level }) => level === 'WARN');
    expect(said).toEqual([expect.objectContaining({ scope: RECEIVER, reason })]);
    const synced = logLines().filter(({ message }) => message === 'Synced');
    expect(synced).toEqual(Array(2).fill(expect.objectContaining({ complete: false, unavailable: reason })));
  });
});

describe('what is written to the log', () => {
  const TELLING = {
    EngagementTitle: 'Project Nightingale',
    SenderCompanyName: 'Contoso Holdings',
    SenderAwsAccountId: '666655554444',
    Receiver: { Account: { AwsAccountId: '999988887777', Alias: 'telling-alias' } },
  };
  const SECRETS = ['Nightingale', 'Contoso', '666655554444', '999988887777', 'telling-alias', '123456789012'];
  const Message = 'User: arn:aws:sts::123456789012:assumed-role/sync is not authorized to do this';

  it.each<{ name: string; fault?: Fault; entryFault?: string; fails: boolean }>([
    { name: 'goes well', fails: false },
    { name: 'is denied the list', fault: new ServiceError('AccessDeniedException', 400, { Message }), fails: true },
    { name: 'has its events refused', entryFault: 'MalformedDetail', fails: true },
    { name: 'loses the connection', fault: 'drop', fails: true },
  ])(
    'of a run that $name is JSON, and tells no title, name, account or alias',
    async ({ fault, entryFault, fails }) => {
      invite(1, TELLING);
      invite(2, { ...TELLING, InvitationDate: 'Nightingale', ExpirationDate: 5 });
      invite(3, { ...TELLING, Id: undefined });
      invite(4, { ...TELLING, EngagementTitle: 'Nightingale '.repeat(1000) });
      const handler = syncHandler(invitations, openList);
      const consoleSpies = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
      world.partnerCentral.faults = () => fault;
      world.eventBus.entryFaults = () => entryFault;

      const outcome = await handler({ scope: RECEIVER }, CONTEXT).then(
        () => 'well',
        (error: Error) => error.message,
      );
      expect(outcome === 'well').toBe(!fails);

      for (const spy of consoleSpies) expect(spy).not.toHaveBeenCalled();
      expect(logLines().length).toBeGreaterThanOrEqual(2);
      for (const line of logLines()) expect(line).toEqual(expect.any(Object));
      const text = [...stdout, ...stderr, outcome].join('\n');
      for (const secret of SECRETS) expect(text).not.toContain(secret);
    },
  );

  it('tells no account where EventBridge denies access', async () => {
    invite(1);
    world.eventBus.faults = () => new ServiceError('AccessDeniedException', 400, { Message });
    await expect(syncHandler(invitations, openList)({ scope: RECEIVER }, CONTEXT)).rejects.toThrow('EventBridge');
    expect(logLines().find(({ level }) => level === 'ERROR').message).toContain('is not authorized to do this');
    expect([...stdout, ...stderr].join('')).not.toContain('123456789012');
  });

  it('tells no account where DynamoDB denies access: Lambda logs the message and stack of what is thrown', async () => {
    storeFault = new ServiceError('AccessDeniedException', 400, { Message });
    const thrown: Error = await syncHandler(invitations, openList)({ scope: RECEIVER }, CONTEXT).catch(
      (error) => error,
    );
    expect(thrown).toMatchObject({ name: 'AccessDeniedException' });
    expect(`${thrown.message} ${thrown.stack}`).toContain('is not authorized to do this');
    expect(`${thrown.message} ${thrown.stack}`).not.toContain('123456789012');
  });

  it('counts odd items, and says what is odd', async () => {
    invite(1, { ...TELLING, EngagementTitle: 'Nightingale '.repeat(1000) });
    invite(2, { InvitationDate: 'nonsense' });
    invite(3, { Id: undefined });
    await syncHandler(invitations, openList)({ scope: RECEIVER }, CONTEXT);
    expect(logLines().find(({ level }) => level === 'WARN')).toMatchObject({
      message: 'Odd items in a list',
      scope: RECEIVER,
      skipped: 1,
      oddValues: 2,
    });
    expect(metricLine()).toMatchObject({ OddItems: 3, SyncCompleted: 1 });
  });
});
