import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { callBudget } from '../lambda/adapters/call-limit.ts';
import { BACKEND_CLIENT } from '../lambda/adapters/clients.ts';
import { DynamoDbStore } from '../lambda/adapters/dynamodb-store.ts';
import { newId, sha256 } from '../lambda/adapters/system.ts';
import type { Api } from '../lambda/apis/api.ts';
import { openContactEngagements } from '../lambda/apis/contact-engagements.ts';
import { openInvitations } from '../lambda/apis/invitations.ts';
import type { SyncMode } from '../lambda/core/contract.ts';
import type { Clock, Log, Publisher } from '../lambda/ports.ts';
import type { SyncResult } from '../lambda/sync/completion.ts';
import type { Scope, SyncSettings } from '../lambda/sync/scope.ts';
import { syncScope } from '../lambda/sync/sync-scope.ts';

export interface PipelineOptions {
  readonly tableName: string;
  /** Without it, a client that is told nothing. */
  readonly dynamoDb?: DynamoDBClient;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: SyncSettings;
  readonly callsPerSecond: number;
}

/** The pipeline of the functions without Lambda around it: the same sync, over the same adapters and SDK clients. */
export class Pipeline {
  private readonly dynamoDb: DynamoDBClient;
  private readonly budget: ReturnType<typeof callBudget>;
  private readonly apis = new Map<string, Api>();

  constructor(private readonly options: PipelineOptions) {
    this.dynamoDb = options.dynamoDb ?? new DynamoDBClient(BACKEND_CLIENT);
    this.budget = callBudget(options.callsPerSecond);
  }

  /** @returns undefined where another run has the scope */
  async sync(
    scope: string,
    mode: SyncMode = 'sync',
    remainingMs = () => Number.POSITIVE_INFINITY,
  ): Promise<SyncResult | undefined> {
    return syncScope(this.open(scope), { mode, remainingMs });
  }

  open(name: string): Scope {
    const { tableName, publisher, clock, log, settings } = this.options;
    const { source, lister } = this.api(name);
    const store = new DynamoDbStore(this.dynamoDb, tableName, name, source, clock);
    return { name, source, settings, ports: { lister, store, publisher, clock, log, digest: sha256, newId } };
  }

  private api(scope: string): Api {
    const open = scope.startsWith('invitations/') ? openInvitations : openContactEngagements;
    const api = this.apis.get(scope) ?? open(scope, this.budget);
    this.apis.set(scope, api);
    return api;
  }
}
