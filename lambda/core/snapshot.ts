import type { Expiry } from '../events/types.ts';
import type { Fields } from './fields.ts';

/** One resource as an API listed it, normalized. Everything but its id may change. */
export interface Listed {
  readonly id: string;
  readonly fields: Fields;
}

/** The last committed state of one resource, with its unpublished events. */
export interface Snapshot {
  readonly id: string;
  readonly fields: Fields;
  /** The release of the API's definition that read the fields. Fields of a later release are missing. */
  readonly release: number;
  /** Counts the commits. A commit is refused unless it follows the stored version. */
  readonly version: number;
  /** How many events this resource has had. */
  readonly sequence: number;
  /** The warnings sent so far, each as `<threshold>@<expiration date>`. */
  readonly warned: readonly string[];
  /** Events that EventBridge has not accepted yet, oldest first. */
  readonly outbox: readonly OutboxEntry[];
}

/** The part of an event that is not in its snapshot. */
export interface OutboxEntry {
  readonly detailType: string;
  readonly sequence: number;
  /** ISO 8601 UTC */
  readonly detectedAt: string;
  readonly baseline?: true;
  readonly stale?: true;
  readonly previous?: Fields;
  readonly expiry?: Expiry;
  /** The fields at the time of the event. Absent while they equal the snapshot's, which halves an item's size. */
  readonly fields?: Fields;
}

/** An event before it enters an outbox; the commit numbers it. */
export type Announcement = Omit<OutboxEntry, 'sequence' | 'fields'>;

/**
 * The snapshot that a commit writes: `fields` become the state, and the announcement, if any, joins the outbox under the
 * next sequence number. Events that already wait there keep the fields of their time.
 *
 * @param warned records a warning, so it is sent only once
 */
export function nextSnapshot(
  before: Snapshot | Pick<Listed, 'id'>,
  { fields, release }: Pick<Snapshot, 'fields' | 'release'>,
  announcement?: Announcement,
  warned?: string,
): Snapshot {
  const stored = 'version' in before ? before : undefined;
  const sequence = stored?.sequence ?? 0;
  const waiting = (stored?.outbox ?? []).map((entry) => ({ fields: stored?.fields ?? fields, ...entry }));
  return {
    id: before.id,
    fields,
    release,
    version: (stored?.version ?? 0) + 1,
    sequence: announcement ? sequence + 1 : sequence,
    warned: warned ? [...(stored?.warned ?? []), warned] : (stored?.warned ?? []),
    outbox: announcement ? [...waiting, { ...announcement, sequence: sequence + 1 }] : waiting,
  };
}

/** An item and its entry in the index hold 400 KB together, and a character takes up to three bytes. */
const MAX_SNAPSHOT_CHARACTERS = 60_000;

/** Whether some of its events must be published before it can be stored. Every snapshot fits with an empty outbox. */
export const isTooLarge = (snapshot: Snapshot) => JSON.stringify(snapshot).length > MAX_SNAPSHOT_CHARACTERS;
