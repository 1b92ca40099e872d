import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDbLocal } from '../../local/aws/dynamodb-local.ts';
import { bundledContestants } from '../functions/contestants.ts';
import { FunctionProcess } from '../functions/function-process.ts';
import { warmUp } from '../measure/warm-up.ts';
import { BenchWorld } from '../world/bench-world.ts';
import { InvitationList } from '../world/invitation-list.ts';
import { shares } from './shares.ts';

/* Whose code the time goes to in our function. Its start is included, so the idle calls are many. */

const HISTORY = 1000;
const CHANGES = 1000;
const IDLE_CALLS = 50;
const PROFILER = fileURLToPath(new URL('profiler.mjs', import.meta.url));

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const dynamoDb = new DynamoDbLocal();
const endpoint = await dynamoDb.start();
const contestants = await bundledContestants();
await warmUp(contestants, endpoint);
const world = await BenchWorld.start(endpoint);
const invitations = new InvitationList(world.services.partnerCentral, HISTORY);
const table = await world.newTable();
const folder = mkdtempSync(join(tmpdir(), 'engagement-sync-profile-'));

async function profile(name: string, calls: number): Promise<void> {
  const { bundle, environment, input } = contestants.invitations.ours;
  const file = join(folder, `${name}.cpuprofile`);
  const started = await FunctionProcess.start(bundle, {
    ...environment,
    ...world.environment(table, false),
    NODE_OPTIONS: `${environment.NODE_OPTIONS} --import ${PROFILER}`,
    PROFILE: file,
  });
  for (let call = 0; call < calls; call++) await started.call(input);
  await started.stop();

  const found = shares(file, bundle);
  const totalMs = found.reduce((sum, [, ms]) => sum + ms, 0);
  process.stdout.write(`\n${name} (${file})\n`);
  for (const [owner, ms] of found) {
    process.stdout.write(`${((ms / totalMs) * 100).toFixed(1).padStart(6)} %  ${owner}\n`);
  }
}

try {
  await profile('first-sync', 1);
  await profile('idle', IDLE_CALLS);
  invitations.change(CHANGES);
  await profile('changes', 1);
} finally {
  await world.stop();
  await dynamoDb.stop();
}
