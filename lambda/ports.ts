import type { Checkpoint } from './core/checkpoint.ts';
import type { FeedEvent } from './core/event.ts';
import type { LeaseRequest } from './core/lease.ts';
import type { Snapshot } from './core/snapshot.ts';

/** Everything that waits. Each port has one adapter in production; the sync knows no other way to the world. */
export interface Ports {
  readonly lister: Lister;
  readonly store: Store;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly log: Log;
  /** Hexadecimal digest of a text */
  digest(text: string): string;
  /** A text that nobody else has, to know one's own lease by. */
  newId(): string;
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

/** The list as such is refused, before its first page: it is not permitted, not linked, not set up. Waiting does not help. */
export class ListRefusedError extends ListingError {
  override readonly name = 'ListRefusedError';
}

/** The API does not take this page token, or no longer. */
export class TokenRefusedError extends ListingError {
  override readonly name = 'TokenRefusedError';
}

/** The snapshots and the checkpoint of one scope. Reads are consistent, and every write is of a single item. */
export interface Store extends TurnStore {
  readCheckpoint(): Promise<Checkpoint>;
  /** Remembers that somebody asked for a listing of everything, whoever has the turn. @param at ISO 8601 UTC */
  wantReconciliation(at: string): Promise<void>;
  /** Takes the scope for a turn. @returns the checkpoint as it was before; undefined where it is not to be had */
  takeTurn(wanted: LeaseRequest): Promise<Checkpoint | undefined>;
  /**
   * Gives the scope back, with the new checkpoint; without one, the checkpoint stays as it was.
   * @returns whether it was still one's own
   */
  giveBack(lease: LeaseRequest, next: Checkpoint | undefined): Promise<boolean>;
}

/** What a turn does with the snapshots. */
export interface TurnStore {
  /** Those from a place in the index on, up to another one. */
  read(from: string, to?: string): Promise<readonly Snapshot[]>;
  /** Those of the ids that are stored. */
  find(ids: readonly string[]): Promise<readonly Snapshot[]>;

  /**
   * Writes a snapshot if the stored version is the one before it (for version 1: if there is none).
   * @returns whether it is what is stored now
   */
  commit(next: Snapshot): Promise<boolean>;
  /**
   * Writes many new snapshots, whatever is stored under their ids.
   *
   * @param beforeEach is called before each request, and prevents it by throwing
   */
  record(snapshots: readonly Snapshot[], beforeEach?: () => void): Promise<void>;
  /** Leaves only `snapshot.outbox` in the outbox, and puts the snapshot where it belongs in the index, if the version is the same. */
  clear(snapshot: Snapshot): Promise<void>;
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

export interface Clock {
  nowMs(): number;
  sleep(ms: number): Promise<void>;
}

/** Structured lines without personal or commercial data: no titles, names, account ids, aliases. */
export interface Log {
  warn(message: string, details: Record<string, unknown>): void;
}
