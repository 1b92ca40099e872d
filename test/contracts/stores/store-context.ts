import { DynamoDbStore } from '../../../lambda/adapters/dynamodb-store.ts';
import { invitations } from '../../../lambda/apis/invitations.ts';
import { toDate } from '../../../lambda/core/dates.ts';
import type { OutboxEntry, Snapshot } from '../../../lambda/core/snapshot.ts';
import type { Clock } from '../../../lambda/ports.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** The context of one test: its own scope in the shared table. */
export interface StoreContext {
  readonly table: StoreUnderTest;
  readonly scope: string;
  readonly store: DynamoDbStore;
  /** Another scope of the same table. */
  storeOf(scope: string): DynamoDbStore;
  /** How long the store has waited, in milliseconds. */
  readonly sleeps: readonly number[];
  /** Sets the store's clock to `now`. It begins at D5. */
  setNow(now: string): void;
}

export function newContext(table: StoreUnderTest, scope: string): StoreContext {
  const sleeps: number[] = [];
  let nowMs = Date.parse(D5);
  const clock: Clock = { nowMs: () => nowMs, sleep: async (ms) => void sleeps.push(ms) };
  const storeOf = (of: string) => new DynamoDbStore(table.client, table.tableName, of, invitations, clock);
  const setNow = (now: string) => {
    nowMs = Date.parse(now);
  };
  return { table, scope, store: storeOf(scope), storeOf, sleeps, setNow };
}

const day = (number: number) => toDate(Date.UTC(2026, 10, number));
export const [D1, D2, D3, D4, D5] = [day(1), day(2), day(3), day(4), day(5)];

/** Everything in the index is at this place or later. */
export const ALL = '0';

/** A snapshot of a settled invitation: the index has it at its date, or not at all without a date. */
export const snapshot = (
  id: string,
  date: string | undefined,
  { fields, ...members }: Partial<Snapshot> = {},
): Snapshot => ({
  id,
  fields: { id, status: 'ACCEPTED', ...(date !== undefined && { invitationDate: date }), ...fields },
  release: 1,
  version: 1,
  sequence: 1,
  warned: [],
  outbox: [],
  ...members,
});

/** A snapshot of an open one, as first written: every run looks at it. */
export const open = (id: string, date: string | undefined, members: Partial<Snapshot> = {}) =>
  snapshot(id, date, { ...members, fields: { status: 'PENDING', ...members.fields } });

/** Snapshots that the baseline writes without an announcement. */
export const recorded = (id: string, date: string | undefined, members: Partial<Snapshot> = {}) =>
  snapshot(id, date, { sequence: 0, ...members });

/** Two events that wait to be published. */
export const WAITING: OutboxEntry = { detailType: 'Engagement Invitation Created', sequence: 1, detectedAt: D1 };
export const NEXT: OutboxEntry = { detailType: 'Engagement Invitation Accepted', sequence: 2, detectedAt: D1 };

export const idsOf = (snapshots: readonly Snapshot[]) => snapshots.map(({ id }) => id);
