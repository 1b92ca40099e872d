import type { Expiry } from '../events/invitations.ts';
import type { DetailType } from './contract.ts';

/** Stands in for a date that is missing, and sorts behind every date. */
export const NO_DATE = '~';

/** The published fields of a resource, named as in the event. A field that the API left out is absent. */
export type Fields = Readonly<Record<string, string>>;

/** One resource as an API listed it, normalized. */
export interface Listed {
  readonly id: string;
  /** ISO 8601 UTC; absent where the API gave none. Places the snapshot; identity is the id alone. */
  readonly date?: string;
  readonly fields: Fields;
}

/** The last committed state of one resource, with the events that are still to be published. */
export interface Snapshot {
  readonly id: string;
  /** The date it was first listed with. It stays, so that the snapshot stays where it is. */
  readonly date?: string;
  /** It is listed with another date than that, so a pin has it read every time. */
  readonly pinned?: true;
  readonly fields: Fields;
  /** Counts the commits, and guards them. 0: recorded in bulk by the baseline, never committed since. */
  readonly version: number;
  /** How many events this resource has had. */
  readonly sequence: number;
  /** The warnings sent so far, each as `<threshold>@<expiration date>`. */
  readonly warned: readonly string[];
  /** Events that EventBridge has not accepted yet, oldest first. */
  readonly outbox: readonly OutboxEntry[];
}

/** What an event needs beyond the snapshot it is kept in. */
export interface OutboxEntry {
  readonly detailType: DetailType;
  readonly sequence: number;
  /** ISO 8601 UTC */
  readonly detectedAt: string;
  readonly baseline?: true;
  readonly stale?: true;
  readonly previous?: Fields;
  readonly expiry?: Expiry;
  /** The fields at the time of the event. Absent while they are those of the snapshot, which halves an item's size. */
  readonly fields?: Fields;
}

/** An event as it is about to enter an outbox; the commit numbers it. */
export type Announcement = Omit<OutboxEntry, 'sequence' | 'fields'>;

/**
 * The snapshot that a commit leaves behind: `fields` become the state, and the announcement, if there is one, joins the
 * outbox under the next sequence number. Events already waiting there keep the fields that were true of them.
 */
export function nextSnapshot(
  before: Snapshot | Listed,
  fields: Fields,
  announcement?: Announcement,
  warned?: string,
): Snapshot {
  const stored = 'version' in before ? before : undefined;
  const sequence = stored?.sequence ?? 0;
  const waiting = (stored?.outbox ?? []).map((entry) => ({ fields: before.fields, ...entry }));
  return {
    id: before.id,
    ...(before.date !== undefined && { date: before.date }),
    ...(stored?.pinned && { pinned: true }),
    fields,
    version: (stored?.version ?? 0) + 1,
    sequence: announcement ? sequence + 1 : sequence,
    warned: warned ? [...(stored?.warned ?? []), warned] : (stored?.warned ?? []),
    outbox: announcement ? [...waiting, { ...announcement, sequence: sequence + 1 }] : waiting,
  };
}

/** DynamoDB's items hold 400 KB, and a character takes up to three bytes. */
const MAX_OUTBOX_CHARACTERS = 100_000;

/** Whether the outbox has to be emptied before anything may be added. */
export const isOutboxFull = ({ outbox }: Snapshot) => JSON.stringify(outbox).length > MAX_OUTBOX_CHARACTERS;

/** What the baseline records without announcing it: version 0, no events. */
export function recordedSnapshot(listed: Listed): Snapshot {
  return { ...listed, version: 0, sequence: 0, warned: [], outbox: [] };
}
