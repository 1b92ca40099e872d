import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { callBudget } from '../lambda/adapters/call-limit.ts';
import { BACKEND_CLIENT } from '../lambda/adapters/clients.ts';
import { DynamoDbStore } from '../lambda/adapters/dynamodb-store.ts';
import { eventBridgePublisher } from '../lambda/adapters/eventbridge-publisher.ts';
import { sha256, systemClock } from '../lambda/adapters/system.ts';
import { openInvitations } from '../lambda/apis/invitations.ts';
import {
  DEFAULT_BASELINE,
  DEFAULT_EVENT_SOURCE,
  DEFAULT_EXPIRY_THRESHOLDS,
  Environment,
} from '../lambda/core/contract.ts';
import { syncScope } from '../lambda/sync/sync-scope.ts';
import { World } from '../local/aws/world.ts';
import { SynthesizedStack } from '../local/synthesized-stack.ts';
import { countedClient } from './counted-client.ts';
import { inviteHistory } from './history.ts';

const SCOPE = 'invitations/AWS/RECEIVER';
const TABLE = 'snapshots';
const SETTLED = 100_000;
const PENDING = 150;
const HOUR_MS = 3_600_000;

/** One figure, and the most it may be. */
interface Figure {
  readonly name: string;
  readonly measured: number;
  readonly atMost: number;
}

/** The functions are run as they are deployed, but for the limits of calls and time: the first sync would wait, and go on. */
async function firstSync(world: World): Promise<Figure[]> {
  const stack = SynthesizedStack.create();
  const environment = { [Environment.callsPerSecond]: '1000' };
  const { exitCode, output, peakMemoryBytes } = await stack.run(world, SCOPE, { environment, timeLimitMs: HOUR_MS });
  if (exitCode !== 0) throw new Error(output);
  return [{ name: `peak memory of the first sync of ${SETTLED}, MB`, measured: peakMemoryBytes / 1e6, atMost: 160 }];
}

async function idleSync(): Promise<Figure[]> {
  const { client, units } = countedClient();
  const { source, lister } = openInvitations(SCOPE, callBudget(1000));
  const ports = {
    lister,
    store: new DynamoDbStore(client, TABLE, SCOPE, systemClock),
    publisher: eventBridgePublisher(new EventBridgeClient(BACKEND_CLIENT), 'feed'),
    clock: systemClock,
    log: { warn: () => undefined },
    digest: sha256,
  };
  const settings = {
    eventSource: DEFAULT_EVENT_SOURCE,
    baseline: DEFAULT_BASELINE,
    expiryThresholds: DEFAULT_EXPIRY_THRESHOLDS,
    announceCompletion: true,
  };
  const request = { scope: SCOPE, mode: 'sync', remainingMs: () => Number.POSITIVE_INFINITY } as const;
  const { report } = await syncScope(ports, source, settings, request);
  if (report.created + report.changed + report.expiring > 0) throw new Error('The sync was not idle');
  return [
    { name: 'list calls of an idle sync', measured: report.apiCalls, atMost: 3 },
    { name: 'read units of an idle sync', measured: units.read, atMost: 30 },
    { name: 'write units of an idle sync', measured: units.write, atMost: 3 },
  ];
}

// The SDK announces its end of support for Node 20, in the middle of the figures.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const world = await World.start({ dynamodb: { tableName: TABLE }, partnerCentral: { rateLimit: 'off' } });
Object.assign(process.env, world.environment);
try {
  inviteHistory(world, { pending: PENDING, settled: SETTLED });
  const figures = [...(await firstSync(world)), ...(await idleSync())];
  for (const { name, measured, atMost } of figures) {
    const verdict = measured <= atMost ? 'ok' : 'TOO MUCH';
    process.stdout.write(`${name.padEnd(46)} ${measured.toFixed(1).padStart(8)}  at most ${atMost}  ${verdict}\n`);
  }
  process.exitCode = figures.every(({ measured, atMost }) => measured <= atMost) ? 0 : 1;
} finally {
  await world.stop();
}
