import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WakeUp } from '../../lambda/core/contract.ts';
import { IncidentManager } from '../../local/aws/incident-manager.ts';
import { PartnerCentral } from '../../local/aws/partner-central.ts';
import { InstalledExample } from '../examples/installed-example.ts';
import { type App, Cdk, type Deployed } from './cdk.ts';
import { CALCULATION_LEFT_OUT, CONDITION_KEYS_LEFT_OUT, leaveOut, TYPES_LEFT_OUT } from './left-out.ts';
import { MiniStack } from './ministack.ts';
import { refusedTypes, refusesCalculations } from './refused-types.ts';
import { TestQueue } from './test-queue.ts';

const DAY_MS = 86_400_000;
/** Two periods of the schedules: MiniStack checks for due ones every ten seconds, and a first run takes a while. */
const NEXT_RUN_WITHIN_MS = 120_000;
/** Less than a period. */
const SOONER_THAN_THE_SCHEDULE_MS = 40_000;

const FEED: App = {
  command: 'node --import tsx test/deploy/apps/feed.ts',
  context: {
    invitationsRate: 'PT1M',
    contactEngagementsRate: 'PT1M',
    alertEmails: 'sales@example.com',
    alertChat: 'true',
  },
};

const partnerCentral = new PartnerCentral({ nowMs: Date.now });
const incidentManager = new IncidentManager();
const types = new Set<string>();
const conditionKeys = new Set<string>();
const calculations = new Set<string>();
let folder: string;
let ministack: MiniStack;
let cdk: Cdk;
let example: InstalledExample;

beforeAll(async () => {
  example = new InstalledExample('subscriber');
  folder = await mkdtemp(join(tmpdir(), 'engagement-sync-deploy-'));
  ministack = await MiniStack.start(String(process.env.MINISTACK_PROGRAM), folder);
  cdk = new Cdk(folder, {
    ...ministack.environment,
    AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING: await partnerCentral.start(),
    AWS_ENDPOINT_URL_SSM_CONTACTS: await incidentManager.start(),
  });
});
afterEach(({ task }) => {
  if (task.result?.state !== 'fail') return;
  // MiniStack does not keep the output of scheduled functions. Their list calls show at least how far they got.
  const calls = `Calls of the list APIs: ${partnerCentral.requests.length} and ${incidentManager.requests.length}`;
  process.stderr.write(`MiniStack wrote:\n${ministack.log}\n${calls}\n`);
});
afterAll(async () => {
  await ministack?.stop();
  await Promise.all([partnerCentral.stop(), incidentManager.stop()]);
  await rm(folder, { recursive: true, force: true });
  example?.remove();
});

/** Synthesizes an app, leaves out what MiniStack lacks, and deploys the rest. */
async function deploy(name: string, app: App): Promise<Deployed & { readonly assembly: string }> {
  const assembly = await cdk.synth(name, app);
  const found = leaveOut(assembly);
  for (const type of found.types) types.add(type);
  for (const key of found.conditionKeys) conditionKeys.add(key);
  for (const calculation of found.calculations) calculations.add(calculation);
  return { assembly, ...(await cdk.deploy(assembly)) };
}

function invite(id: string, title: string, expiresInMs: number): void {
  partnerCentral.invite({
    Id: `engi-${id}`,
    Arn: arnOf(id),
    Catalog: 'AWS',
    ParticipantType: 'RECEIVER',
    PayloadType: 'OpportunityInvitation',
    Status: 'PENDING',
    EngagementTitle: title,
    SenderAwsAccountId: 'AWS',
    SenderCompanyName: 'AWS',
    InvitationDate: new Date().toISOString(),
    ExpirationDate: new Date(Date.now() + expiresInMs).toISOString(),
  });
}
const arnOf = (id: string) => `arn:aws:partnercentral:us-east-1::catalog/AWS/engagement-invitation/engi-${id}`;

describe('the stack, deployed to MiniStack', () => {
  let feed: Awaited<ReturnType<typeof deploy>>;
  let events: TestQueue;
  let alerts: TestQueue;
  let subscribed: TestQueue;

  it('is deployed into a bootstrapped account', async () => {
    invite('0000000000001', 'Cloud migration', 10 * DAY_MS);
    await cdk.bootstrap();
    feed = await deploy('feed', FEED);
    events = new TestQueue(ministack, feed.outputs.EventsQueue);
    alerts = new TestQueue(ministack, feed.outputs.AlertsQueue);
  });

  it('is the same when it is deployed again', async () => {
    expect((await cdk.deploy(feed.assembly)).printed).toContain('(no changes)');
  });

  it('lets the example of a subscriber in beside it, which knows only the parameters', async () => {
    const { outputs } = await deploy('subscriber', { command: `cd ${example.folder} && node --import tsx app.ts` });
    subscribed = new TestQueue(ministack, outputs.AcceptedQueueUrl);
  });

  it('lacks exactly what MiniStack does not know', async () => {
    expect(await refusedTypes(ministack, types)).toEqual(TYPES_LEFT_OUT);
    expect([...conditionKeys]).toEqual(expect.arrayContaining([...CONDITION_KEYS_LEFT_OUT]));
    expect([...calculations]).toEqual([CALCULATION_LEFT_OUT]);
    expect(await refusesCalculations(ministack)).toBe(true);
  });

  it('announces what is open, when the schedule fires', async () => {
    const [created] = await events.receive(1, NEXT_RUN_WITHIN_MS);
    expect(created).toMatchObject({
      source: 'engagement-sync',
      'detail-type': 'Engagement Invitation Created',
      resources: [arnOf('0000000000001')],
      detail: {
        metadata: { sequence: 1, scope: 'invitations/AWS/RECEIVER', baseline: true },
        catalog: 'AWS',
        engagementInvitation: { id: 'engi-0000000000001', engagementTitle: 'Cloud migration', status: 'PENDING' },
      },
    });
  });

  it('announces what is new, sooner than that, when a native event wakes it up', async () => {
    invite('0000000000003', 'Data lake', 10 * DAY_MS);
    // The message that the rule writes. The event itself cannot be sent: only AWS may use a source "aws.…".
    const wakeUp: WakeUp = { scope: 'invitations/AWS/RECEIVER', invitationId: 'engi-0000000000003' };
    await new TestQueue(ministack, feed.outputs.WakeUpsQueue).send(wakeUp);
    const [, created] = await events.receive(2, SOONER_THAN_THE_SCHEDULE_MS);
    expect(created).toMatchObject({
      'detail-type': 'Engagement Invitation Created',
      detail: { metadata: { baseline: false }, engagementInvitation: { id: wakeUp.invitationId } },
    });
  });

  it('announces what has changed, when it fires again', async () => {
    partnerCentral.change('engi-0000000000001', { Status: 'ACCEPTED' });
    invite('0000000000002', 'SAP migration', 2 * DAY_MS);
    const account = 'arn:aws:ssm-contacts:us-east-1:111122223333';
    incidentManager.engage({
      EngagementArn: `${account}:engagement/akuam/1`,
      ContactArn: `${account}:contact/akuam`,
      Sender: 'cli',
      StartTime: Date.now() / 1000,
    });
    const later = (await events.receive(6, NEXT_RUN_WITHIN_MS)).slice(2);

    expect(later.map(summaryOf).sort()).toEqual([
      'Contact Engagement Started 1',
      'Engagement Invitation Accepted 2',
      'Engagement Invitation Created 1',
      'Engagement Invitation Expiring 2',
    ]);
    const detailOf = (name: string) => later.find((event) => event['detail-type'].endsWith(name))?.detail;
    expect(detailOf('Accepted')).toMatchObject({
      metadata: { baseline: false },
      engagementInvitation: { id: 'engi-0000000000001', status: 'ACCEPTED' },
      previous: { status: 'PENDING' },
    });
    expect(detailOf('Expiring')).toMatchObject({
      engagementInvitation: { id: 'engi-0000000000002', status: 'PENDING' },
      expiry: { threshold: 'P3D' },
    });
    const eventIds = events.received.map(({ detail }) => detail.metadata.eventId);
    expect(new Set(eventIds).size).toBe(6);
    for (const eventId of eventIds) expect(eventId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('alerts people of the one that expires', async () => {
    // The form in which SNS passes on a mail: https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
    const [text = '{}'] = await alerts.receiveTexts(1, 20_000);
    const { Subject, Message } = JSON.parse(text);
    expect(Subject).toMatch(/^2 days left/);
    expect(Message).toContain('What: SAP migration\n');
    expect(Message).toContain('Who: AWS');
    expect(Message).toContain('Accept or reject it in Partner Central.');
  });

  it('reached the subscriber with what it asked for', async () => {
    expect((await subscribed.receive(1, 10_000)).map(summaryOf)).toEqual(['Engagement Invitation Accepted 2']);
  });
});

const summaryOf = (event: { 'detail-type': string; detail: { metadata: { sequence: number } } }) =>
  `${event['detail-type']} ${event.detail.metadata.sequence}`;
