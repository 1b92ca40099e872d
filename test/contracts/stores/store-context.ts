import { DynamoDbStore } from '../../../lambda/adapters/dynamodb-store.ts';
import type { Snapshot } from '../../../lambda/core/snapshot.ts';
import type { Clock } from '../../../lambda/ports.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** Of one test: a scope of its own in the table of all. */
export interface StoreContext {
  readonly table: StoreUnderTest;
  readonly scope: string;
  readonly store: DynamoDbStore;
  /** Another scope of the same table */
  storeOf(scope: string): DynamoDbStore;
  /** How long the store has waited, in milliseconds */
  readonly sleeps: readonly number[];
}

export function newContext(table: StoreUnderTest, scope: string): StoreContext {
  const sleeps: number[] = [];
  const clock: Clock = { nowMs: () => 0, sleep: async (ms) => void sleeps.push(ms) };
  const storeOf = (of: string) => new DynamoDbStore(table.client, table.tableName, of, clock);
  return { table, scope, store: storeOf(scope), storeOf, sleeps };
}

export const [D1, D2, D3, D4] = [1, 2, 3, 4].map((day) => `2026-11-0${day}T00:00:00.000Z`) as [
  string,
  string,
  string,
  string,
];

export const snapshot = (id: string, date: string | undefined, members: Partial<Snapshot> = {}): Snapshot => ({
  id,
  ...(date !== undefined && { date }),
  fields: { id },
  version: 1,
  sequence: 1,
  warned: [],
  outbox: [],
  ...members,
});

export const recorded = (id: string, date: string | undefined, members: Partial<Snapshot> = {}) =>
  snapshot(id, date, { version: 0, sequence: 0, ...members });
