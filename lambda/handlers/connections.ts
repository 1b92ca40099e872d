import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { callBudget } from '../adapters/call-limit.ts';
import { BACKEND_CLIENT, unlogged } from '../adapters/clients.ts';
import { DynamoDbStore } from '../adapters/dynamodb-store.ts';
import { eventBridgePublisher } from '../adapters/eventbridge-publisher.ts';
import { newId, sha256, systemClock } from '../adapters/system.ts';
import type { Api, OpenApi } from '../apis/api.ts';
import type { Scope } from '../sync/scope.ts';
import type { FunctionSettings } from './environment.ts';
import { logger } from './telemetry.ts';

/**
 * Connects scopes to the services.
 *
 * The clients, and with them the sockets and the budget of calls, live as long as the execution environment does.
 */
export function connector(openApi: OpenApi) {
  const apis = new Map<string, Api>();
  let clients: { dynamoDb: DynamoDBClient; eventBridge: EventBridgeClient } | undefined;
  let budget: ReturnType<typeof callBudget> | undefined;

  return (scope: string, settings: FunctionSettings): Scope => {
    budget ??= callBudget(settings.callsPerSecond);
    const api = apis.get(scope) ?? openApi(scope, budget);
    apis.set(scope, api);
    clients ??= {
      dynamoDb: unlogged(new DynamoDBClient(BACKEND_CLIENT)),
      eventBridge: unlogged(new EventBridgeClient(BACKEND_CLIENT)),
    };
    const { dynamoDb, eventBridge } = clients;
    const { source, lister } = api;
    return {
      name: scope,
      source,
      settings: settings.sync,
      ports: {
        lister,
        store: new DynamoDbStore(dynamoDb, settings.tableName, scope, source, systemClock),
        publisher: eventBridgePublisher(eventBridge, settings.eventBusName),
        clock: systemClock,
        log: logger,
        digest: sha256,
        newId,
      },
    };
  };
}
