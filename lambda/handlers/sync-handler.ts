import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Context } from 'aws-lambda';
import { callBudget } from '../adapters/call-limit.ts';
import { BACKEND_CLIENT } from '../adapters/clients.ts';
import { DynamoDbStore } from '../adapters/dynamodb-store.ts';
import { eventBridgePublisher } from '../adapters/eventbridge-publisher.ts';
import { sha256, systemClock } from '../adapters/system.ts';
import type { Api, OpenApi } from '../apis/api.ts';
import type { Ports } from '../ports.ts';
import { SyncFailedError, type SyncResult } from '../sync/completion.ts';
import { syncScope } from '../sync/sync-scope.ts';
import { readEnvironment, readInput } from './environment.ts';
import { emitMetrics, logger } from './telemetry.ts';

/**
 * A function that syncs the scope in its input. Clients, and with them connections and the call budget, live as long as
 * the execution environment does.
 */
export function syncHandler(openApi: OpenApi) {
  const apis = new Map<string, Api>();
  let clients: { dynamoDb: DynamoDBClient; eventBridge: EventBridgeClient } | undefined;
  let budget: ReturnType<typeof callBudget> | undefined;

  return async (event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> => {
    const { scope, mode } = readInput(event);
    const settings = readEnvironment(process.env);

    clients ??= { dynamoDb: new DynamoDBClient(BACKEND_CLIENT), eventBridge: new EventBridgeClient(BACKEND_CLIENT) };
    budget ??= callBudget(settings.callsPerSecond);
    const api = apis.get(scope) ?? openApi(scope, budget);
    apis.set(scope, api);

    const ports: Ports = {
      lister: api.lister,
      store: new DynamoDbStore(clients.dynamoDb, settings.tableName, scope, systemClock),
      publisher: eventBridgePublisher(clients.eventBridge, settings.eventBusName),
      clock: systemClock,
      log: logger,
      digest: sha256,
    };
    await reported(
      syncScope(ports, api.source, settings.sync, {
        scope,
        mode,
        remainingMs: () => context.getRemainingTimeInMillis(),
      }),
    );
  };
}

/** Logs and counts how a run went. One that failed stays failed, so that Lambda counts it too. */
async function reported(run: Promise<SyncResult>): Promise<void> {
  try {
    const result = await run;
    logger.info('Synced', { ...result });
    emitMetrics(result, Date.now());
  } catch (thrown) {
    const error = withoutAccountIds(thrown);
    if (error instanceof SyncFailedError) {
      logger.error(error.message, { ...error.result });
      emitMetrics(error.result, Date.now());
    }
    throw error;
  }
}

/** AWS names the role and the resource when it denies something, by ARNs. Lambda logs what is thrown. */
function withoutAccountIds(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const [message, stack] = [error.message, error.stack ?? ''].map((text) =>
    text.replace(/(?<!\d)\d{12}(?!\d)/g, '<account>'),
  );
  return Object.assign(error, { message, stack });
}
