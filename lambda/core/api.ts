import type { FieldDefinitions, Fields } from './fields.ts';

/** All that is particular to one list API, but for its SDK client. The sync, the events and the stack follow from it. */
export interface Api {
  /** The first part of its scopes. */
  readonly name: string;
  /** The other parts of its scopes, in order: `invitations/<catalog>/<role>`. */
  readonly scope: Readonly<Record<string, ScopePart>>;
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
  /** What holds the fields in an event's detail. */
  readonly resource: { readonly name: string; readonly description: string };
  /** What its changes are called. The keys name guards and rules. */
  readonly events: Readonly<Record<string, EventDefinition>>;
  /** Events of AWS's own that tell of some of the changes. */
  readonly nativeEvents?: NativeEvents;
  readonly list: ListDefinition;
  /** Nothing more can happen to it, or whatever happens brings it to the top of the list. */
  isSettled(fields: Fields): boolean;
  /** The fields to keep when a resource is listed again: `listed`, less what cannot be true. */
  merge(stored: Fields, listed: Fields): Fields;
  /** The detail-type of a change, or undefined where the contract has no event for it. */
  changedDetailType(before: Fields, after: Fields): string | undefined;
  /** When it expires (ISO 8601 UTC), while an answer to it is still awaited. */
  expiresAt(fields: Fields): string | undefined;
}

/** A part of a scope's name. */
export interface ScopePart {
  readonly example: string;
  /** Those there are; without them, any text that is not empty. */
  readonly values?: readonly string[];
  /** What it is, where the detail of the events has it too, beside the resource. */
  readonly description?: string;
}

/** The parts of one scope, by their names. */
export type ScopeParts = Readonly<Record<string, string>>;

export interface EventDefinition {
  readonly detailType: string;
  /** `changed` has what was there before, `expiring` how much time is left. */
  readonly kind: 'created' | 'changed' | 'expiring';
  /** When it is published, for people. */
  readonly when: string;
}

/** AWS calls them "best effort", so that they start a sync and no more. */
export interface NativeEvents {
  readonly source: string;
  /** The region in which AWS sends them, to the default bus. */
  readonly region: string;
  readonly detailTypes: readonly string[];
}

/** How a list is read. */
export interface ListDefinition {
  /** As people know it: "Partner Central". */
  readonly service: string;
  readonly operation: string;
  readonly iamAction: string;
  /** The condition key that narrows the permission, and the part of the scopes that it is narrowed to. */
  readonly iamCondition: { readonly key: string; readonly part: string };
  /** What else has to be true, where the list is refused: "Incident Manager is set up in this region". */
  readonly prerequisite: string;
  /** The setting that switches the list off. */
  readonly switchedOffBy: string;
  /** Absent where AWS publishes none. */
  readonly quota?: Quota;
  /** The member of the answer that holds the list. */
  readonly items: string;
  /** The region that is called for a scope. */
  region(parts: ScopeParts): string;
  /** The input of a call, without the page token. @param since ISO 8601 UTC: list nothing older */
  request(parts: ScopeParts, since: string | undefined): Readonly<Record<string, unknown>>;
}

/** What one account may call, whoever calls: several operations may share it. */
export interface Quota {
  readonly callsPerSecond: number;
  /** In any 24 hours. */
  readonly callsADay: number;
}

/** The date of a resource (ISO 8601 UTC); undefined where the API gave none. */
export const dateOf = ({ dateField }: Api, fields: Fields): string | undefined => fields[dateField];

/** The detail-type of the events of a kind; undefined where the API has none. */
export const detailTypeOf = ({ events }: Api, wanted: 'created' | 'expiring'): string | undefined =>
  Object.values(events).find(({ kind }) => kind === wanted)?.detailType;
