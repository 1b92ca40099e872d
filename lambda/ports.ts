import type { Checkpoint } from './core/checkpoint.ts';
import type { FeedEvent } from './core/event.ts';
import type { LeaseRequest } from './core/lease.ts';
import type { Snapshot } from './core/snapshot.ts';

/** Everything asynchronous. Each port has one adapter in production. The sync reaches the outside only through ports. */
export interface Ports {
  readonly lister: Lister;
  readonly store: Store;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly log: Log;
  /** Hexadecimal digest of a text */
  digest(text: string): string;
  /** A unique text that marks a lease as one's own. */
  newId(): string;
}

export interface Lister {
  /** @throws ListingError; TokenRefusedError if the listing can start again without the token */
  listPage(request: PageRequest): Promise<Page>;
}

export interface PageRequest {
  /** ISO 8601 UTC. A list that filters by time leaves out older items; other lists ignore it. */
  readonly since?: string;
  readonly token?: string;
  /** When to give up, to leave time for storing the results. Absent: no limit. */
  readonly timeLeftMs?: number;
}

export interface Page {
  readonly items: readonly unknown[];
  readonly nextToken?: string;
  /** The number of requests, including retries: each one counts against the quota. */
  readonly apiCalls: number;
}

/** A list could not be read. The message says what is missing, and what to do. */
export class ListingError extends Error {
  override readonly name: string = 'ListingError';
  constructor(
    message: string,
    /** The number of requests until it failed: they count against the quota too. */
    readonly apiCalls: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The list was refused before its first page: it is not permitted, not linked, or not set up. Waiting does not help. */
export class ListRefusedError extends ListingError {
  override readonly name = 'ListRefusedError';
}

/** The API does not accept this page token, or no longer does. */
export class TokenRefusedError extends ListingError {
  override readonly name = 'TokenRefusedError';
}

/** The snapshots and the checkpoint of one scope. Reads are consistent, and every write is of a single item. */
export interface Store extends TurnStore {
  readCheckpoint(): Promise<Checkpoint>;
  /** Stores that somebody asked for a listing of everything. Works without the turn. @param at ISO 8601 UTC */
  wantReconciliation(at: string): Promise<void>;
  /** Takes the scope for a turn. @returns the checkpoint as it was before; undefined if the scope is not free */
  takeTurn(wanted: LeaseRequest): Promise<Checkpoint | undefined>;
  /**
   * Gives the scope back, with the new checkpoint; without one, the checkpoint stays as it was.
   * @returns whether the lease was still one's own
   */
  giveBack(lease: LeaseRequest, next: Checkpoint | undefined): Promise<boolean>;
}

/** The operations of a turn on the snapshots. */
export interface TurnStore {
  /** Reads the snapshots from one place in the index up to another. */
  read(from: string, to?: string): Promise<readonly Snapshot[]>;
  /** Reads the stored snapshots of some ids. */
  find(ids: readonly string[]): Promise<readonly Snapshot[]>;

  /**
   * Writes a snapshot if the stored version is the one before it (for version 1: if there is none).
   * @returns whether the snapshot is now stored
   */
  commit(next: Snapshot): Promise<boolean>;
  /**
   * Writes many new snapshots, whatever is stored under their ids.
   *
   * @param beforeEach is called before each request, and can prevent it by throwing
   */
  record(snapshots: readonly Snapshot[], beforeEach?: () => void): Promise<void>;
  /** If the version is the same, replaces the outbox by `snapshot.outbox`, and updates the snapshot's place in the index. */
  clear(snapshot: Snapshot): Promise<void>;
}

export interface Publisher {
  /**
   * Publishes one batch. The answer has an entry for each event, in order.
   * @throws if the whole call failed: it is unknown whether anything was accepted
   */
  publish(batch: readonly FeedEvent[]): Promise<readonly PublishOutcome[]>;
}

export type PublishOutcome =
  | { readonly accepted: true }
  /** `retryable`: the bus was busy, or had an internal failure. */
  | { readonly accepted: false; readonly code: string; readonly retryable: boolean };

export interface Clock {
  nowMs(): number;
  sleep(ms: number): Promise<void>;
}

/** Structured lines without personal or commercial data: no titles, names, account ids, aliases. */
export interface Log {
  warn(message: string, details: Record<string, unknown>): void;
}
