import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { callBudget } from '../lambda/adapters/call-limit.ts';
import { BACKEND_CLIENT } from '../lambda/adapters/clients.ts';
import { documentClient } from '../lambda/adapters/document-client.ts';
import { DynamoDbStore } from '../lambda/adapters/dynamodb-store.ts';
import { lister, type OpenList } from '../lambda/adapters/lister.ts';
import { newId, sha256 } from '../lambda/adapters/system.ts';
import { APIS } from '../lambda/apis/apis.ts';
import type { Api } from '../lambda/core/api.ts';
import type { SyncMode } from '../lambda/core/contract.ts';
import { scopeExample, scopePartsOf } from '../lambda/core/scope-name.ts';
import type { SyncSettings } from '../lambda/core/settings.ts';
import * as contactEngagements from '../lambda/handlers/contact-engagements.ts';
import * as invitations from '../lambda/handlers/invitations.ts';
import type { Clock, Lister, Log, Publisher } from '../lambda/ports.ts';
import type { SyncResult } from '../lambda/sync/completion.ts';
import type { Scope } from '../lambda/sync/scope.ts';
import { syncScope } from '../lambda/sync/sync-scope.ts';

export interface PipelineOptions {
  readonly tableName: string;
  /** Absent: a client with defaults. */
  readonly dynamoDb?: DynamoDBClient;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: SyncSettings;
  readonly callsPerSecond: number;
  /** Absent: those of the functions. Others may be of another release. */
  readonly apis?: readonly Api[];
}

/** The pipeline of the functions without Lambda around it: the same sync, over the same adapters and SDK clients. */
export class Pipeline {
  private readonly dynamoDb: DynamoDBDocumentClient;
  private readonly listers = new Map<string, Lister>();

  constructor(private readonly options: PipelineOptions) {
    this.dynamoDb = documentClient(options.dynamoDb ?? new DynamoDBClient(BACKEND_CLIENT));
  }

  /** @returns undefined if another run has the scope */
  async sync(
    scope: string,
    mode: SyncMode = 'sync',
    remainingMs = () => Number.POSITIVE_INFINITY,
  ): Promise<SyncResult | undefined> {
    return syncScope(this.open(scope), { mode, remainingMs });
  }

  open(name: string): Scope {
    const { tableName, publisher, clock, log, settings, callsPerSecond, apis = APIS } = this.options;
    const api = apis.find((each) => scopePartsOf(each, name));
    const openList = api && LISTS[api.name];
    if (!api || !openList)
      throw new Error(`There is no scope "${name}". Examples: ${apis.map(scopeExample).join(', ')}`);
    const list = this.listers.get(name) ?? lister(api, openList, name, callBudget(callsPerSecond, api.list.quota));
    this.listers.set(name, list);
    const store = new DynamoDbStore(this.dynamoDb, tableName, name, api, clock);
    return { name, api, settings, ports: { lister: list, store, publisher, clock, log, digest: sha256, newId } };
  }
}

const LISTS: Readonly<Record<string, OpenList>> = {
  invitations: invitations.openList,
  'contact-engagements': contactEngagements.openList,
};
