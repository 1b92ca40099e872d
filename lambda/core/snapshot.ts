import type { Expiry } from '../events/types.ts';
import type { Fields } from './fields.ts';

/** One resource as an API listed it, normalized. Its id is its identity: everything else may change. */
export interface Listed {
  readonly id: string;
  readonly fields: Fields;
}

/** The last committed state of one resource, with the events that are still to be published. */
export interface Snapshot {
  readonly id: string;
  readonly fields: Fields;
  /** The release of the API's definition that the fields were read by: what came later they could not know. */
  readonly release: number;
  /** Counts the commits, and guards them. */
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
  readonly detailType: string;
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
 *
 * @param warned remembers a warning, so that it is given once
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

/** Whether some of its events have to be published before it can be stored. Without any of them, every snapshot fits. */
export const isTooLarge = (snapshot: Snapshot) => JSON.stringify(snapshot).length > MAX_SNAPSHOT_CHARACTERS;
