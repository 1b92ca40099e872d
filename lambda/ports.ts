import type { FeedEvent } from './core/event.ts';
import type { Snapshot } from './core/snapshot.ts';
import type { Checkpoint } from './core/window.ts';

/** Everything that waits. Each port has one adapter in production; the sync knows no other way to the world. */
export interface Ports {
  readonly lister: Lister;
  readonly store: SnapshotStore;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly log: Log;
  /** Hexadecimal digest of a text */
  digest(text: string): string;
}

export interface Lister {
  /** @throws ListingError; TokenRefusedError where the listing can start again without the token */
  listPage(request: PageRequest): Promise<Page>;
}

export interface PageRequest {
  /** ISO 8601 UTC. A list that can be filtered by time leaves out what is older; any other lists on. */
  readonly since?: string;
  readonly token?: string;
  /** When to give up, so that time is left to keep what was found. Absent: no hurry. */
  readonly timeLeftMs?: number;
}

export interface Page {
  readonly items: readonly unknown[];
  readonly nextToken?: string;
  /** Requests it took, retries included: each one counts against the quota. */
  readonly apiCalls: number;
  /** Values in it that no client could read (a date that is none) and that were left out. */
  readonly unreadableValues: number;
}

/** A list could not be read. The message says what is missing, and what to do. */
export class ListingError extends Error {
  override readonly name: string = 'ListingError';
  constructor(
    message: string,
    /** Requests it took to find out: they count against the quota too. */
    readonly apiCalls: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The API does not take this page token, or no longer. */
export class TokenRefusedError extends ListingError {
  override readonly name = 'TokenRefusedError';
}

/** The snapshots and the checkpoint of one scope. Every write is of a single item. */
export interface SnapshotStore {
  readCheckpoint(): Promise<Checkpoint>;
  /** Writes `next` if the stored version is the one before it. Returns whether it did. */
  saveCheckpoint(next: Checkpoint): Promise<boolean>;

  /** Snapshots, newest first; those without a date come before all others. */
  read(range: SnapshotRange): Promise<SnapshotPage>;
  /** Those of the resources that are stored, read consistently. */
  findAll(resources: readonly Kept[]): Promise<readonly Snapshot[]>;

  /**
   * Writes a snapshot if the stored version is the one before it (for version 1: if there is none).
   * Otherwise returns what is stored instead.
   */
  commit(next: Snapshot): Promise<{ committed: true } | { committed: false; stored: Snapshot | undefined }>;
  /** Has every read return this snapshot from now on: it is listed with another date than the one it is kept under. */
  pin(snapshot: Snapshot): Promise<void>;
  /** Leaves only `snapshot.outbox` in the outbox, if the version has not changed. */
  settle(snapshot: Snapshot): Promise<void>;
  /** Writes many snapshots of version 0. Where a committed one exists, that one stands. */
  record(snapshots: readonly Snapshot[]): Promise<void>;
}

/** A resource, and the date under which it would be kept. */
export type Kept = Pick<Snapshot, 'id' | 'date'>;

export interface SnapshotRange {
  /** ISO 8601 UTC: the oldest date to read; NO_DATE: only those without one; absent: all there are */
  readonly from?: string;
  /** ISO 8601 UTC: the newest date to read; absent: begin with those that have no date */
  readonly to?: string;
  /** Where the read before ended: go on from there. */
  readonly position?: string;
  readonly limit?: number;
  /** At twice the price. Otherwise the read may lag behind a write of a moment ago. */
  readonly consistent?: boolean;
}

export interface SnapshotPage {
  readonly snapshots: readonly Snapshot[];
  /** Where this read ended; absent where it found nothing. */
  readonly position?: string;
  /** Whether the range goes on. */
  readonly more: boolean;
}

export interface Publisher {
  /**
   * Publishes one batch. The answer has an entry for each event, in order.
   * @throws when the call as a whole failed: nothing is known to have been accepted
   */
  publish(batch: readonly FeedEvent[]): Promise<readonly PublishOutcome[]>;
}

export type PublishOutcome =
  | { readonly accepted: true }
  /** `retryable`: the bus was busy, or had a failure of its own. */
  | { readonly accepted: false; readonly code: string; readonly retryable: boolean };

/** When native events last started a sync of a scope, in milliseconds since 1970. */
export interface WakeUpMark {
  read(): Promise<number | undefined>;
  /** Writes `next` if `before` is still what is stored. Returns whether it did. */
  replace(before: number | undefined, next: number): Promise<boolean>;
}

export interface Clock {
  nowMs(): number;
  sleep(ms: number): Promise<void>;
}

/** Structured lines without personal or commercial data: no titles, names, account ids, aliases. */
export interface Log {
  warn(message: string, details: Record<string, unknown>): void;
}
