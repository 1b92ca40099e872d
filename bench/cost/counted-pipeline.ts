import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { BACKEND_CLIENT } from '../../lambda/adapters/clients.ts';
import { eventBridgePublisher } from '../../lambda/adapters/eventbridge-publisher.ts';
import { systemClock } from '../../lambda/adapters/system.ts';
import {
  DEFAULT_BASELINE,
  DEFAULT_EVENT_SOURCE,
  DEFAULT_EXPIRY_THRESHOLDS,
  type SyncMode,
} from '../../lambda/core/contract.ts';
import type { Clock } from '../../lambda/ports.ts';
import type { World } from '../../local/aws/world.ts';
import { Pipeline } from '../../local/pipeline.ts';
import { countedClient } from '../counted-client.ts';
import type { RunFigures } from './measured.ts';
import { requestsOf, TABLE } from './worlds.ts';

export interface Counted extends Omit<RunFigures, 'cpuMs' | 'logBytes'> {
  readonly found: number;
  /** Whether everything was listed, as once a day. */
  readonly isReconciliation: boolean;
}

/** The pipeline with the defaults, without the call limit, which would only make it wait. */
export function countedPipeline(
  world: World,
  clock: Clock = systemClock,
): (scope: string, mode?: SyncMode) => Promise<Counted> {
  const { client, units } = countedClient();
  const pipeline = new Pipeline({
    tableName: TABLE,
    dynamoDb: client,
    publisher: eventBridgePublisher(new EventBridgeClient(BACKEND_CLIENT), 'feed'),
    clock,
    log: { warn: () => undefined },
    settings: {
      eventSource: DEFAULT_EVENT_SOURCE,
      baseline: DEFAULT_BASELINE,
      expiryThresholds: DEFAULT_EXPIRY_THRESHOLDS,
      announceCompletion: true,
    },
    callsPerSecond: 1000,
  });
  return async (scope, mode) => {
    const before = { ...units, events: world.eventBus.events.length, others: requestsOf(world) };
    const result = await pipeline.sync(scope, mode);
    if (!result) throw new Error(`Nobody else has ${scope}, and yet there was no turn to be had`);
    const { report } = result;
    return {
      listCalls: report.apiCalls,
      readUnits: units.read - before.read,
      writeUnits: units.write - before.write,
      events: world.eventBus.events.length - before.events,
      requests: units.requests - before.requests + requestsOf(world) - before.others,
      found: report.created + report.changed + report.expiring,
      isReconciliation: report.mode === 'reconcile',
    };
  };
}
