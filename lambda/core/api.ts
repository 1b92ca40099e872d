import type { FieldDefinitions, Fields } from './fields.ts';

/** All that is particular to one list API, but for its SDK client. The sync, the events and the stack follow from it. */
export interface Api {
  /** The first part of its scopes. */
  readonly name: string;
  /** Raised by one when a field is added or dropped, so that an old snapshot is known not to have it. */
  readonly release: number;
  readonly fields: FieldDefinitions;
  /** The field that is the resource's identity. */
  readonly idField: string;
  /** The field by whose date the list is sorted or filtered. */
  readonly dateField: string;
  /** The list is sorted by that date, newest first, so that a listing may stop at the window's edge. */
  readonly newestFirst: boolean;
  /** The daily reconciliation alone lists a resource that is open for longer. */
  readonly usuallyOpenForMs: number;
  readonly createdDetailType: string;
  readonly list: ListDefinition;
  /** Whether it is one of its scopes. */
  isScope(scope: string): boolean;
  readonly scopeExample: string;
  /** Nothing more can happen to it. */
  isSettled(fields: Fields): boolean;
  /** The fields to keep when a resource is listed again: `listed`, less what cannot be true. */
  merge(stored: Fields, listed: Fields): Fields;
  /** The detail-type of a change, or undefined where the contract has no event for it. */
  changedDetailType(before: Fields, after: Fields): string | undefined;
  /** When it expires (ISO 8601 UTC), while an answer to it is still awaited. */
  expiresAt(fields: Fields): string | undefined;
  /** The detail's own part of an event, beside `metadata`, `previous` and `expiry`. */
  detail(scope: string, fields: Fields): Readonly<Record<string, unknown>>;
}

/** How a list is read. */
export interface ListDefinition {
  /** As error messages name it, such as "Partner Central's ListEngagementInvitations". */
  readonly operation: string;
  readonly iamAction: string;
  /** What else has to be true, where access is denied: "Incident Manager is set up in this region". */
  readonly prerequisite: string;
  /** The member of the answer that holds the list. */
  readonly items: string;
  /** The region that is called for a scope. */
  region(scope: string): string;
  /** The input of a call, without the page token. @param since ISO 8601 UTC: list nothing older */
  request(scope: string, since: string | undefined): Readonly<Record<string, unknown>>;
}

/** The date of a resource (ISO 8601 UTC); undefined where the API gave none. */
export const dateOf = ({ dateField }: Api, fields: Fields): string | undefined => fields[dateField];
