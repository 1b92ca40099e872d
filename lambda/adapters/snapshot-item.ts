import type { Snapshot } from '../core/snapshot.ts';

/*
 * The table. Its partition key `pk` is the scope.
 *
 * | item       | sk           | attributes                                                                        |
 * |------------|--------------|-----------------------------------------------------------------------------------|
 * | resource   | `R#<id>`     | fields, release (absent: 1), version, sequence, warned, outbox (absent: none), attention |
 * | checkpoint | `CHECKPOINT` | those of Checkpoint, leaseBy, leaseUntil                                          |
 *
 * The local secondary index `attention` sorts the resources of a scope by the attribute of that name (core/attention.ts).
 */
export const CHECKPOINT_KEY = 'CHECKPOINT';

const PREFIX = 'R#';

export const resourceKey = (id: string) => PREFIX + id;

/** Without the partition key. Leaves out empty lists, which would cost bytes in every item. */
export function toItem(
  { id, fields, release, version, sequence, warned, outbox }: Snapshot,
  attention: string | undefined,
) {
  return {
    sk: resourceKey(id),
    fields,
    version,
    sequence,
    ...(release > 1 && { release }),
    ...(warned.length > 0 && { warned }),
    ...(outbox.length > 0 && { outbox }),
    ...(attention !== undefined && { attention }),
  };
}

/** Only the key has the id: it is the longest text of most items, and need not be stored twice. */
export function fromItem(item: Record<string, unknown>): Snapshot {
  const { sk, fields, release = 1, version, sequence, warned = [], outbox = [] } = item as ReturnType<typeof toItem>;
  return { id: sk.slice(PREFIX.length), fields, release, version, sequence, warned, outbox };
}
