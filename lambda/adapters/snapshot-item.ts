import { NO_DATE, type Snapshot } from '../core/snapshot.ts';

/**
 * How a snapshot is laid out in the table:
 *
 * | item                    | sk                            | why                                                   |
 * |-------------------------|-------------------------------|-------------------------------------------------------|
 * | committed snapshot      | `R#<date>#<id>`               | one Query reads a stretch of dates                    |
 * | recorded by a baseline  | `R#<date>#<id>` + `#recorded` | BatchWriteItem knows no conditions: under a key of    |
 * |                         |                               | its own it can never overwrite a committed snapshot   |
 * | pin                     | `R#~#<id>`                    | read every time, it names the date (`keptUnder`) of a |
 * |                         |                               | snapshot whose resource has changed its own           |
 * | checkpoint              | `CHECKPOINT`                  |                                                       |
 * | mark of the wake-ups    | `WAKE_UP`                     |                                                       |
 */
export const CHECKPOINT_KEY = 'CHECKPOINT';
export const WAKE_UP_KEY = 'WAKE_UP';

const PREFIX = 'R#';
const RECORDED = '#recorded';

export const committedKey = (id: string, date: string | undefined) => `${PREFIX}${date ?? NO_DATE}#${id}`;
export const recordedKey = (id: string, date: string | undefined) => committedKey(id, date) + RECORDED;

/** The keys of all snapshots from one date to another, both included. '$' is what follows '#'. */
export const keyRange = (from: string | undefined, to: string | undefined) => ({
  first: `${PREFIX}${from ?? ''}`,
  last: to === undefined ? 'R$' : `${PREFIX}${to}$`,
});

/** Without the partition key. Empty lists are left out: they would cost bytes in every item. */
export function toItem({ id, date, fields, version, sequence, warned, outbox }: Snapshot) {
  return {
    sk: version === 0 ? recordedKey(id, date) : committedKey(id, date),
    fields,
    version,
    sequence,
    ...(warned.length > 0 && { warned }),
    ...(outbox.length > 0 && { outbox }),
  };
}

/** Where the snapshot of a resource is kept that is listed with another date by now. */
export const toPin = ({ id, date }: Snapshot) => ({ sk: committedKey(id, undefined), keptUnder: date });

export function fromPin(item: Record<string, unknown>): { id: string; keptUnder: string } | undefined {
  const { sk, keptUnder } = item as ReturnType<typeof toPin>;
  return keptUnder === undefined ? undefined : { id: partsOf(sk).id, keptUnder };
}

/** The id is in the key alone: the longest text of most items need not be stored twice. */
export function fromItem(item: Record<string, unknown>): Snapshot {
  const { sk, fields, version, sequence, warned, outbox } = item as ReturnType<typeof toItem>;
  const { dateText, id } = partsOf(sk);
  return {
    id: version === 0 ? id.slice(0, -RECORDED.length) : id,
    ...(dateText !== NO_DATE && { date: dateText }),
    fields,
    version,
    sequence,
    warned: warned || [],
    outbox: outbox || [],
  };
}

function partsOf(sk: string): { dateText: string; id: string } {
  const [dateText = '', ...rest] = sk.slice(PREFIX.length).split('#');
  return { dateText, id: rest.join('#') };
}
