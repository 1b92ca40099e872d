import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { DEFAULT_BASELINE, DEFAULT_CALLS_PER_SECOND, Environment } from '../../lambda/core/contract.ts';
import type { EngagementSyncProps } from '../engagement-sync-props.ts';
import { busNameFor } from '../feed/bus-name.ts';
import { type Invitations, namedThresholds } from './invitations.ts';
import type { Source } from './source.ts';

/** Every variable that the functions read: one that is added to the contract does not compile until it is set. */
export type SyncEnvironment = Record<(typeof Environment)[keyof typeof Environment], string>;

export interface SyncEnvironmentSetting {
  readonly table: Table;
  readonly eventBus: IEventBus;
  readonly eventSource: string;
  readonly invitations: Invitations | undefined;
  readonly announceCompletion: boolean;
  readonly nativeWakeUp: boolean;
  readonly sources: readonly Source[];
}

/** The environment of the functions, the same for all. */
export const syncEnvironment = (
  { baseline, callsPerSecond }: EngagementSyncProps,
  { table, eventBus, eventSource, invitations, announceCompletion, nativeWakeUp, sources }: SyncEnvironmentSetting,
): SyncEnvironment => ({
  [Environment.tableName]: table.tableName,
  [Environment.eventBusName]: busNameFor(table, eventBus),
  [Environment.eventSource]: eventSource,
  [Environment.baseline]: baseline ?? DEFAULT_BASELINE,
  [Environment.expiryThresholds]: JSON.stringify(namedThresholds(invitations)),
  [Environment.callsPerSecond]: `${callsPerSecond ?? DEFAULT_CALLS_PER_SECOND}`,
  [Environment.announceCompletion]: `${announceCompletion}`,
  [Environment.nativeWakeUp]: `${nativeWakeUp}`,
  [Environment.toleratedScopes]: JSON.stringify(
    sources.flatMap(({ isTolerated, scopes }) => (isTolerated ? scopes : [])),
  ),
});
