import type { DetailType } from './contract.ts';
import type { Fields, Listed } from './snapshot.ts';

/** The parts of an event's detail that a source fills in. */
export type SourceDetail<Event extends { readonly detail: object }> = Readonly<
  Record<Exclude<keyof Event['detail'], 'metadata'>, unknown>
>;

/** All that the sync needs to know of one list API: how to normalize, what is settled, what its changes are called. */
export interface Source {
  /** The list is sorted by date, newest first, so that a listing may stop at the window's edge. */
  readonly newestFirst: boolean;
  readonly createdDetailType: DetailType;
  /** What is open for longer is listed by the daily reconciliation only. */
  readonly usuallyOpenForMs: number;
  /** Undefined where the item has no usable id. */
  normalize(item: unknown): Listed | undefined;
  /** The date (ISO 8601 UTC) by which the list is sorted or filtered; undefined where the API gave none. */
  dateOf(fields: Fields): string | undefined;
  /** Nothing more can happen to it. */
  isSettled(fields: Fields): boolean;
  /** What is known of a resource once it was listed again: `listed`, less what cannot be true. */
  merge(stored: Fields, listed: Fields): Fields;
  /** The detail-type of a change, or undefined where the contract has no event for it. */
  changedDetailType(before: Fields, after: Fields): DetailType | undefined;
  /** When it expires (ISO 8601 UTC), while an answer to it is still awaited. */
  expiresAt(fields: Fields): string | undefined;
  /** The detail's own part of an event, beside `metadata`, `previous` and `expiry`. */
  detail(fields: Fields): Readonly<Record<string, unknown>>;
}
