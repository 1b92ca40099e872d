import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { BACKEND_CLIENT } from '../../lambda/adapters/clients.ts';
import { eventBridgePublisher } from '../../lambda/adapters/eventbridge-publisher.ts';
import { systemClock } from '../../lambda/adapters/system.ts';
import { contactEngagementScope } from '../../lambda/apis/contact-engagements.ts';
import { invitationScope, type ParticipantRole } from '../../lambda/apis/invitations.ts';
import { DEFAULT_CALLS_PER_SECOND } from '../../lambda/core/contract.ts';
import { EmbeddedDynamoDb } from '../aws/dynamodb.ts';
import { Pipeline } from '../pipeline.ts';
import { syncRound } from './live-round.ts';
import { regionOfMachine, requireCredentials } from './machine.ts';
import { openResources } from './open-resources.ts';
import type { Printer } from './printer.ts';
import { printingPublisher } from './printing-publisher.ts';
import { LOCAL_SETTINGS, TABLE_NAME } from './settings.ts';
import { claimSnapshotFolder, SNAPSHOT_FOLDER } from './snapshot-folder.ts';

export interface LiveOptions {
  readonly printer: Printer;
  readonly catalogs: readonly string[];
  readonly roles: readonly ParticipantRole[];
  /** The regions of the contact engagements; absent: the machine's region. */
  readonly contactRegions: readonly string[] | undefined;
  /** Time between two rounds; absent: one round. */
  readonly watchMs: number | undefined;
  /** The bus to publish events to; absent: none. */
  readonly eventBusName: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Polls the real APIs, with snapshots kept on disk: the next run continues where this one ends.
 *
 * @returns whether the last round synced all scopes
 * @throws CannotStartError
 */
export async function live(options: LiveOptions): Promise<boolean> {
  await requireCredentials();
  const region = await regionOfMachine();
  const folder = await claimSnapshotFolder();
  const store = new EmbeddedDynamoDb({ tableName: TABLE_NAME, path: folder.storePath });
  try {
    return await rounds(options, scopesOf(options, region), pipelineOver(await store.start(), region, options));
  } finally {
    await store.stop();
    await folder.release();
  }
}

function scopesOf({ catalogs, roles, contactRegions }: LiveOptions, region: string): string[] {
  return [
    ...catalogs.flatMap((catalog) => roles.map((role) => invitationScope(catalog, role))),
    ...(contactRegions ?? [region]).map(contactEngagementScope),
  ];
}

function pipelineOver(
  endpoint: string,
  region: string,
  { eventBusName, printer, contactRegions }: LiveOptions,
): Pipeline {
  const bus =
    eventBusName === undefined
      ? undefined
      : eventBridgePublisher(new EventBridgeClient({ ...BACKEND_CLIENT, region }), eventBusName);
  return new Pipeline({
    tableName: TABLE_NAME,
    // The endpoint is set here, because the environment belongs to the user: if it ignores configured endpoints, snapshots
    // would go to a real table. The store does not need the user's credentials or region either.
    dynamoDb: new DynamoDBClient({
      ...BACKEND_CLIENT,
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
    publisher: printingPublisher(printer, bus),
    clock: systemClock,
    log: printer,
    settings: { ...LOCAL_SETTINGS, toleratedScopes: contactRegions ? [] : [contactEngagementScope(region)] },
    callsPerSecond: DEFAULT_CALLS_PER_SECOND,
  });
}

async function rounds(options: LiveOptions, scopes: readonly string[], pipeline: Pipeline): Promise<boolean> {
  const { printer, watchMs, eventBusName, signal } = options;
  const fate = eventBusName === undefined ? 'printed, not published' : `printed, and published to ${eventBusName}`;
  printer.note(`Snapshots are in ${SNAPSHOT_FOLDER}/. Events are ${fate}.`);
  let isFirst = true;
  for (;;) {
    const startedMs = Date.now();
    const { complete, published } = await syncRound(pipeline, scopes, printer, signal);
    if (signal.aborted) return complete;
    if (isFirst || published > 0) {
      const open = await Promise.all(scopes.map((scope) => openResources(pipeline, scope)));
      printer.open(open.flat(), Date.now());
    }
    isFirst = false;
    if (watchMs === undefined) return complete;
    const waitMs = Math.max(0, startedMs + watchMs - Date.now());
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return complete;
  }
}
