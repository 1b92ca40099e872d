import type { ChildProcess } from 'node:child_process';
import { type DynamoDBClient, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import type { InvitationExpiringEvent } from '../../lambda/events/index.ts';
import type { FaultSource } from '../../local/aws/faults.ts';
import { World } from '../../local/aws/world.ts';
import { linesOf, spawnStart } from '../local/start/spawn-start.ts';
import type { Ended } from '../support/run-bundle.ts';
import { InstalledExample } from './installed-example.ts';
import { ReminderFunction, TABLE } from './reminder-function.ts';

const DAY_SECONDS = 86_400;
// Compiles the package and bundles it.
const SLOW_MACHINE_MS = 240_000;

let example: InstalledExample;
let reminder: ReminderFunction;
/** Events as the pipeline publishes them. */
let expiring: InvitationExpiringEvent;
let accepted: unknown;

beforeAll(async () => {
  example = new InstalledExample('subscriber');
  reminder = new ReminderFunction(example);
  const events = linesOf((await spawnStart(['--json'])).stdout).map((line) => JSON.parse(line));
  expiring = events.find((event) => event['detail-type'] === 'Engagement Invitation Expiring');
  accepted = events.find((event) => event['detail-type'] === 'Engagement Invitation Accepted');
}, SLOW_MACHINE_MS);
afterAll(() => example.remove());

let world: World;
let client: DynamoDBClient;
let faults: FaultSource | undefined;

beforeEach(async () => {
  faults = undefined;
  world = await World.start({ dynamodb: { tableName: 'snapshots', faults: (request) => faults?.(request) } });
  client = await reminder.createTable(world);
});
afterEach(async () => {
  client.destroy();
  await world.stop();
});

const deliver = (event: unknown, onStart?: (child: ChildProcess) => void) => reminder.deliver(event, world, onStart);
const withDetail = (detail: object) => ({ ...expiring, detail: { ...expiring.detail, ...detail } });
const withMetadata = (fields: object) => withDetail({ metadata: { ...expiring.detail.metadata, ...fields } });
const remindersIn = (...runs: readonly Ended[]) =>
  runs
    .flatMap(({ output }) => output.split('\n').filter((line) => line.startsWith('{')))
    .map((line) => JSON.parse(line))
    .filter(({ message }) => message === 'Invitation to be answered');
const records = async () => (await client.send(new ScanCommand({ TableName: TABLE }))).Items ?? [];

describe('the reminder function', () => {
  it('reminds with ids and numbers, and no personal or commercial data', async () => {
    const secrets = {
      engagementTitle: 'A secret title',
      senderAccountId: '444455556666',
      senderCompanyName: 'Octank',
      receiverAccountId: '777788889999',
      receiverAlias: 'Example Corp',
    };
    const { metadata, engagementInvitation, expiry } = expiring.detail;
    const run = await deliver(withDetail({ engagementInvitation: { ...engagementInvitation, ...secrets } }));
    expect(run.exitCode, run.output).toBe(0);
    expect(remindersIn(run)).toMatchObject([
      {
        eventId: metadata.eventId,
        sequence: metadata.sequence,
        catalog: 'AWS',
        invitationId: engagementInvitation.id,
        expirationDate: engagementInvitation.expirationDate,
        secondsRemaining: expiry.secondsRemaining,
      },
    ]);
    for (const secret of Object.values(secrets)) expect(run.output).not.toContain(secret);
  });

  it('reminds once of an event that comes twice at the same time, and again in another envelope', async () => {
    const runs = await Promise.all([deliver(expiring), deliver(expiring)]);
    const replay = await deliver({ ...expiring, id: 'another', time: '2021-06-20T00:00:00Z', 'replay-name': 'again' });
    expect(replay.exitCode, replay.output).toBe(0);
    expect(remindersIn(...runs, replay)).toHaveLength(1);
  });

  it('reminds of another event about the same invitation', async () => {
    const runs = [await deliver(expiring), await deliver(withMetadata({ eventId: '0'.repeat(32), sequence: 9 }))];
    expect(remindersIn(...runs)).toMatchObject([{}, { sequence: 9 }]);
  });

  it('remembers an event for longer than the archive keeps it', async () => {
    await deliver(expiring);
    const [record] = await records();
    const keptSeconds = Number(record?.[reminder.timeToLiveAttribute]?.N) - Date.now() / 1000;
    const archiveDays = Number(/^P(\d+)D$/.exec(cdkJson.context.archiveRetention)?.[1]);
    expect(keptSeconds).toBeGreaterThan(archiveDays * DAY_SECONDS);
  });

  it('fails when the table cannot be reached, and reminds when it is tried again', async () => {
    faults = () => 'drop';
    const failed = await deliver(expiring);
    faults = undefined;
    const retried = await deliver(expiring);
    expect([failed.exitCode, retried.exitCode]).toEqual([1, 0]);
    expect([remindersIn(failed).length, remindersIn(retried).length]).toEqual([0, 1]);
  });

  it('reminds after a run that ended half-way, once that would have timed out', async () => {
    let child: ChildProcess | undefined;
    faults = () => {
      faults = undefined;
      child?.kill('SIGKILL');
      return undefined;
    };
    const killed = await deliver(expiring, (started) => {
      child = started;
    });
    const tooEarly = await deliver(expiring);
    expect([killed.exitCode, tooEarly.exitCode]).toEqual([null, 1]);

    const [record] = await records();
    expect(Number(record?.in_progress_expiration?.N)).toBeLessThanOrEqual(Date.now() + reminder.timeoutMs);
    // As if that time had passed.
    await client.send(
      new UpdateItemCommand({
        TableName: TABLE,
        Key: { id: record?.id ?? { S: '' } },
        UpdateExpression: 'SET in_progress_expiration = :past',
        ExpressionAttributeValues: { ':past': { N: '0' } },
      }),
    );
    expect([killed, tooEarly, await deliver(expiring)].map((run) => remindersIn(run).length)).toEqual([0, 0, 1]);
  });

  it('refuses what is no such event, so that it is not lost silently', async () => {
    for (const event of [accepted, withMetadata({ schemaVersion: '2.0' }), {}]) {
      const { exitCode, output } = await deliver(event);
      expect(exitCode).toBe(1);
      expect(output).toContain('Check the pattern of the rule');
    }
    expect(await records()).toEqual([]);
  });
});
