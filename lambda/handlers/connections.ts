import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { callBudget } from '../adapters/call-limit.ts';
import { BACKEND_CLIENT, unlogged } from '../adapters/clients.ts';
import { DynamoDbStore } from '../adapters/dynamodb-store.ts';
import { eventBridgePublisher } from '../adapters/eventbridge-publisher.ts';
import { sha256, systemClock } from '../adapters/system.ts';
import { wakeUpMark } from '../adapters/wake-up-mark.ts';
import type { Api, OpenApi } from '../apis/api.ts';
import type { Source } from '../core/source.ts';
import type { Ports, WakeUpMark } from '../ports.ts';
import type { FunctionSettings } from './environment.ts';
import { logger } from './telemetry.ts';

/** What the sync of one scope works with. */
export interface Connection {
  readonly source: Source;
  readonly ports: Ports;
  readonly wakeUpMark: WakeUpMark;
}

/**
 * Connects scopes to the services.
 *
 * The clients, and with them the sockets and the budget of calls, live as long as the execution environment does.
 */
export function connector(openApi: OpenApi) {
  const apis = new Map<string, Api>();
  let clients: { dynamoDb: DynamoDBClient; eventBridge: EventBridgeClient } | undefined;
  let budget: ReturnType<typeof callBudget> | undefined;

  return (scope: string, settings: FunctionSettings): Connection => {
    budget ??= callBudget(settings.callsPerSecond);
    const api = apis.get(scope) ?? openApi(scope, budget);
    apis.set(scope, api);
    clients ??= {
      dynamoDb: unlogged(new DynamoDBClient(BACKEND_CLIENT)),
      eventBridge: unlogged(new EventBridgeClient(BACKEND_CLIENT)),
    };
    const { dynamoDb, eventBridge } = clients;
    return {
      source: api.source,
      ports: {
        lister: api.lister,
        store: new DynamoDbStore(dynamoDb, settings.tableName, scope, systemClock),
        publisher: eventBridgePublisher(eventBridge, settings.eventBusName),
        clock: systemClock,
        log: logger,
        digest: sha256,
      },
      wakeUpMark: wakeUpMark(dynamoDb, settings.tableName, scope),
    };
  };
}
