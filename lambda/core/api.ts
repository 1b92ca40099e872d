import type { FieldDefinitions, Fields } from './fields.ts';

/** Everything particular to one list API, except its SDK client. The sync, the events and the stack follow from it. */
export interface Api {
  /** The first part of its scopes. */
  readonly name: string;
  /** The other parts of its scopes, in order: `invitations/<catalog>/<role>`. */
  readonly scope: Readonly<Record<string, ScopePart>>;
  /** Raised by one when a field is added or dropped. It tells whether an old snapshot can have the field. */
  readonly release: number;
  readonly fields: FieldDefinitions;
  /** The field that identifies the resource. */
  readonly idField: string;
  /** The field by whose date the list is sorted or filtered. */
  readonly dateField: string;
  /** The list is sorted by that date, newest first: a listing may stop at the window's edge. */
  readonly newestFirst: boolean;
  /** Only the daily reconciliation lists a resource that is open for longer. */
  readonly usuallyOpenForMs: number;
  /** The member of an event's detail that holds the fields. */
  readonly resource: { readonly name: string; readonly description: string };
  /** The events of its changes. The keys name guards and rules. */
  readonly events: Readonly<Record<string, EventDefinition>>;
  /** AWS's own events about some of the changes. */
  readonly nativeEvents?: NativeEvents;
  readonly list: ListDefinition;
  /** Whether nothing more can happen to it, or any change would bring it to the top of the list. */
  isSettled(fields: Fields): boolean;
  /** The fields to keep when a resource is listed again: `listed`, without values that cannot be true. */
  merge(stored: Fields, listed: Fields): Fields;
  /** The detail-type of a change, or undefined where the contract has no event for it. */
  changedDetailType(before: Fields, after: Fields): string | undefined;
  /** When it expires (ISO 8601 UTC), while an answer to it is still awaited. */
  expiresAt(fields: Fields): string | undefined;
}

/** A part of a scope's name. */
export interface ScopePart {
  readonly example: string;
  /** The allowed values; absent: any text that is not empty. */
  readonly values?: readonly string[];
  /** For people, if the detail of the events has this part too, beside the resource. */
  readonly description?: string;
}

/** The parts of one scope, by their names. */
export type ScopeParts = Readonly<Record<string, string>>;

export interface EventDefinition {
  readonly detailType: string;
  /** `changed` events carry the previous values, `expiring` events the time that is left. */
  readonly kind: 'created' | 'changed' | 'expiring';
  /** When it is published, for people. */
  readonly when: string;
}

/** AWS calls them "best effort", so they only start a sync. */
export interface NativeEvents {
  readonly source: string;
  /** AWS sends them to the default bus of this region. */
  readonly region: string;
  readonly detailTypes: readonly string[];
}

/** How a list is read. */
export interface ListDefinition {
  /** The name that people know: "Partner Central". */
  readonly service: string;
  readonly operation: string;
  readonly iamAction: string;
  /** The condition key that narrows the permission, and the part of the scope that it must equal. */
  readonly iamCondition: { readonly key: string; readonly part: string };
  /** What to check when the list is refused: "Incident Manager is set up in this region". */
  readonly prerequisite: string;
  /** The setting that switches the list off. */
  readonly switchedOffBy: string;
  /** Absent if AWS publishes none. */
  readonly quota?: Quota;
  /** The member of the answer that holds the list. */
  readonly items: string;
  /** The region to call for a scope. */
  region(parts: ScopeParts): string;
  /** The input of a call, without the page token. @param since ISO 8601 UTC: list nothing older */
  request(parts: ScopeParts, since: string | undefined): Readonly<Record<string, unknown>>;
}

/** The limit of one account, across all its callers. Several operations may share it. */
export interface Quota {
  readonly callsPerSecond: number;
  /** In any 24 hours. */
  readonly callsADay: number;
}

/** The date of a resource (ISO 8601 UTC); undefined if the API gave none. */
export const dateOf = ({ dateField }: Api, fields: Fields): string | undefined => fields[dateField];

/** The detail-type of the events of a kind; undefined if the API has none. */
export const detailTypeOf = ({ events }: Api, wanted: 'created' | 'expiring'): string | undefined =>
  Object.values(events).find(({ kind }) => kind === wanted)?.detailType;
