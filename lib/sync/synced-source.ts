import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../security/acknowledge.ts';
import { onlyValues } from '../security/conditions.ts';
import { ScopeSchedule } from './scope-schedule.ts';
import { indexArn, TABLE_KEY_ACTIONS } from './snapshot-table.ts';
import { listPermission, pascalNameOf, type Source, scopeId } from './source.ts';
import type { SyncEnvironment } from './sync-environment.ts';
import { SyncFunction } from './sync-function.ts';

export interface SyncedSourceProps {
  readonly environment: SyncEnvironment;
  readonly table: Table;
  readonly eventBus: IEventBus;
  readonly eventSource: string;
  readonly deadLetterQueue: IQueue;
  readonly encryptionKey: IKey | undefined;
}

/** The function of one source, with what it may do, and a schedule for each of its scopes. */
export function syncSource(construct: Construct, source: Source, props: SyncedSourceProps): SyncFunction {
  const { api, scopes, rate } = source;
  const { environment, table, eventBus, eventSource, deadLetterQueue, encryptionKey } = props;
  const syncFunction = new SyncFunction(construct, pascalNameOf(api), {
    handler: api.name,
    rate,
    environment,
    encryptionKey,
  });
  // Each source keeps to its own scopes, which are the partition keys of the table and of its index.
  const conditions = onlyValues('dynamodb:LeadingKeys', scopes);
  const keepSnapshots = new PolicyStatement({
    actions: ['GetItem', 'PutItem', 'UpdateItem', 'BatchGetItem', 'BatchWriteItem'].map(
      (action) => `dynamodb:${action}`,
    ),
    resources: [table.tableArn],
    conditions,
  });
  const queryIndex = new PolicyStatement({ actions: ['dynamodb:Query'], resources: [indexArn(table)], conditions });
  const publish = new PolicyStatement({
    actions: ['events:PutEvents'],
    resources: [eventBus.eventBusArn],
    conditions: onlyValues('events:source', [eventSource]),
  });
  for (const statement of [keepSnapshots, queryIndex, publish, listPermission(source)]) {
    syncFunction.addToRolePolicy(statement);
  }
  acknowledge(syncFunction.role, 'IAM5[Resource::*]', 'The listing action knows no resources. A condition narrows it.');
  encryptionKey?.grant(syncFunction, ...TABLE_KEY_ACTIONS);

  for (const scope of scopes) {
    new ScopeSchedule(construct, scopeId(construct, scope), {
      scope,
      function: syncFunction,
      rate,
      deadLetterQueue,
      encryptionKey,
    });
  }
  return syncFunction;
}
