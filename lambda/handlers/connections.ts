import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { callBudget } from '../adapters/call-limit.ts';
import { BACKEND_CLIENT } from '../adapters/clients.ts';
import { documentClient } from '../adapters/document-client.ts';
import { DynamoDbStore } from '../adapters/dynamodb-store.ts';
import { eventBridgePublisher } from '../adapters/eventbridge-publisher.ts';
import { lister, type OpenList } from '../adapters/lister.ts';
import { newId, sha256, systemClock } from '../adapters/system.ts';
import type { Api } from '../core/api.ts';
import { requireScopeParts } from '../core/scope-name.ts';
import type { Lister } from '../ports.ts';
import type { Scope } from '../sync/scope.ts';
import type { FunctionSettings } from './environment.ts';
import { logger } from './telemetry.ts';

/**
 * Connects the scopes of an API to the services. Throws if a scope belongs to another API.
 *
 * The clients, with their sockets and the budget of calls, live as long as the execution environment.
 */
export function connector(api: Api, openList: OpenList) {
  const listers = new Map<string, Lister>();
  let clients: { dynamoDb: DynamoDBDocumentClient; eventBridge: EventBridgeClient } | undefined;
  let budget: ReturnType<typeof callBudget> | undefined;

  return (name: string, settings: FunctionSettings): Scope => {
    requireScopeParts(api, name);
    budget ??= callBudget(settings.callsPerSecond, api.list.quota);
    const list = listers.get(name) ?? lister(api, openList, name, budget);
    listers.set(name, list);
    clients ??= {
      dynamoDb: documentClient(new DynamoDBClient(BACKEND_CLIENT)),
      eventBridge: new EventBridgeClient(BACKEND_CLIENT),
    };
    return {
      name,
      api,
      settings: settings.sync,
      ports: {
        lister: list,
        store: new DynamoDbStore(clients.dynamoDb, settings.tableName, name, api, systemClock),
        publisher: eventBridgePublisher(clients.eventBridge, settings.eventBusName),
        clock: systemClock,
        log: logger,
        digest: sha256,
        newId,
      },
    };
  };
}
