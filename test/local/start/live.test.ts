import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EventBus } from '../../../local/aws/event-bus.ts';
import { IncidentManager } from '../../../local/aws/incident-manager.ts';
import { PartnerCentral } from '../../../local/aws/partner-central.ts';
import { ServiceError } from '../../../local/aws/service-error.ts';
import { engagement, engagementArn, invitation, invitationId } from '../../support/builders.ts';
import { viewOf } from '../../support/feed.ts';
import { linesOf, spawnStart } from './spawn-start.ts';

const partnerCentral = new PartnerCentral();
const incidentManager = new IncidentManager();
const eventBus = new EventBus({ buses: ['feed'] });
let cwd: string;
let env: Record<string, string>;

/** These tests are one story: each run finds the snapshots of the previous one. */
const SLOW_MACHINE = { timeout: 60_000 };
const RUN = ['--live', '--json', '--participant', 'receiver'];
/** Later than any warning, whenever this runs. */
const expires = { ExpirationDate: new Date(Date.now() + 10 * 86_400_000).toISOString() };

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'engagement-sync-'));
  await mkdir(join(cwd, 'home'));
  env = {
    HOME: join(cwd, 'home'),
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    // Nothing listens there: the snapshots have their own store.
    AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
    AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING: await partnerCentral.start(),
    AWS_ENDPOINT_URL_SSM_CONTACTS: await incidentManager.start(),
    AWS_ENDPOINT_URL_EVENTBRIDGE: await eventBus.start(),
  };
  partnerCentral.invite(invitation(1, expires));
  partnerCentral.invite(invitation(2, expires));
  partnerCentral.invite(invitation(3, { Status: 'REJECTED' }));
  incidentManager.engage(engagement(1, { StartTime: Date.now() / 1000 }));
});
afterAll(() => Promise.all([partnerCentral, incidentManager, eventBus].map((service) => service.stop())));

async function run(...args: string[]) {
  const ended = await spawnStart([...RUN, ...args], { cwd, env });
  const views = linesOf(ended.stdout).map((line) => viewOf(JSON.parse(line)));
  return { ...ended, views, told: views.map(({ type, id }) => `${type} ${id}`).sort() };
}

it('announces what is open at its first run, and publishes nothing', SLOW_MACHINE, async () => {
  const { exitCode, stdout, stderr, told, views } = await run();
  expect(told).toEqual([`Created ${invitationId(1)}`, `Created ${invitationId(2)}`, `Started ${engagementArn(1)}`]);
  expect(views.every(({ baseline }) => baseline)).toBe(true);
  expect(JSON.parse(linesOf(stdout)[0] ?? '').time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(linesOf(stderr)).toEqual([
    'Snapshots are in .engagement-sync/. Events are printed, not published.',
    'invitations/AWS/RECEIVER: first sync, 3 listed, 2 events',
    'contact-engagements/us-east-1: first sync, 1 listed, 1 event',
  ]);
  expect(exitCode).toBe(0);
  expect(eventBus.requests).toEqual([]);
  expect(await readdir(join(cwd, '.engagement-sync'))).toEqual(['store']);
});

it('announces at the next run only what has changed meanwhile', SLOW_MACHINE, async () => {
  partnerCentral.change(invitationId(2), { Status: 'ACCEPTED' });
  const { exitCode, stderr, told, views } = await run();
  expect(told).toEqual([`Accepted ${invitationId(2)}`]);
  expect(views[0]).toMatchObject({ previous: { status: 'PENDING' }, sequence: 2 });
  expect(stderr).toContain('contact-engagements/us-east-1: nothing changed, 1 listed\n');
  expect(exitCode).toBe(0);
});

it('publishes to a bus that is named, and lets no scope keep another', SLOW_MACHINE, async () => {
  partnerCentral.faults = () =>
    new ServiceError('AccessDeniedException', 400, { Message: 'No', Reason: 'ACCESS_DENIED' });
  incidentManager.change(engagementArn(1), { StopTime: Date.now() / 1000 });
  const { exitCode, stderr, stdout, told } = await run('--bus', 'feed', '--no-contacts', '--catalog', 'Sandbox');
  expect([exitCode, stdout, told]).toEqual([1, '', []]);
  expect(linesOf(stderr).slice(1)).toEqual([
    expect.stringMatching(
      /^invitations\/Sandbox\/RECEIVER: Partner Central's .* denied access \(AccessDeniedException: No: ACCESS_DENIED\)\. Check that this AWS account is linked /,
    ),
  ]);

  const both = await run('--bus', 'feed');
  expect(both.told).toEqual([`Stopped ${engagementArn(1)}`]);
  expect(both.exitCode).toBe(1);
  expect(eventBus.events.map((event) => event.detail)).toEqual(both.views.map(({ detail }) => detail));
  partnerCentral.faults = undefined;
});

it('shows what is open, and watches alone until Ctrl-C', SLOW_MACHINE, async () => {
  let second: ReturnType<typeof run> | undefined;
  const first = await spawnStart(['--live', '--watch', '1m'], {
    cwd,
    env,
    onStdout(stdout, child) {
      if (!second && stdout.includes(invitationId(1))) {
        second = run();
        void second.then(() => child.kill('SIGINT'));
      }
    },
  });
  expect(first.exitCode).toBe(130);
  expect(linesOf(first.stdout)).toEqual([
    expect.stringMatching(/^Open on .* UTC$/),
    expect.stringMatching(/^id +title +expires \(UTC\) +in$/),
    expect.stringMatching(/^engi-0000000000001 +Title 1 +\d{4}-\d\d-\d\d \d\d:\d\d +9 d 23 h$/),
  ]);
  expect(await second).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /^Process \d+ is using the snapshots in \.engagement-sync\/: one run at a time\. .*\n$/,
    ),
  });
  expect(await readdir(join(cwd, '.engagement-sync'))).toEqual(['store']);
});

it('takes over from a run that was killed', SLOW_MACHINE, async () => {
  const claim = join(cwd, '.engagement-sync', 'in-use-by');
  await writeFile(claim, '99999999');
  expect(await run()).toMatchObject({ exitCode: 0, stdout: '' });
  await expect(readFile(claim)).rejects.toThrow('ENOENT');
});
