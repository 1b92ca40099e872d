import { type Api, detailTypeOf } from './api.ts';
import { openUntilMs } from './attention.ts';
import type { Baseline } from './contract.ts';
import type { Fields } from './fields.ts';
import { difference } from './fields.ts';
import type { Listed, Snapshot } from './snapshot.ts';

/** How one listed resource differs from its snapshot. */
export type Change =
  /** Seen for the first time: announce it. `baseline` if the scope was listed for the first time, too. */
  | { readonly kind: 'created'; readonly detailType: string; readonly fields: Fields; readonly baseline: boolean }
  /** Seen for the first time: store it without an event. */
  | { readonly kind: 'recorded' }
  /** The stored fields are no longer true. `previous` holds the old values of those that changed. */
  | { readonly kind: 'updated'; readonly detailType: string; readonly fields: Fields; readonly previous: Fields };

/**
 * Compares what was listed with what is stored.
 *
 * | stored  | listed       | and                               | change                             |
 * |---------|--------------|-----------------------------------|------------------------------------|
 * | no      | settled      | baseline `silent` or `open`       | recorded                           |
 * | no      | open too long| baseline `silent` or `open`       | recorded                           |
 * | no      | open         | baseline `silent`                 | recorded                           |
 * | no      | open         | baseline `open`                   | Created, `baseline: true`          |
 * | no      | either       | baseline `all`                    | Created, `baseline: true`          |
 * | no      | either       | after the baseline                | Created                            |
 * | yes     | the same     |                                   | none                               |
 * | yes     | other status | ACCEPTED, REJECTED or EXPIRED     | Accepted, Rejected or Expired      |
 * | yes     | other status | any other that differs            | Status Changed                     |
 * | settled | PENDING      | an answer is never taken back     | as if it had the stored status     |
 * | yes     | no status    | a missing status says nothing     | as if it had the stored status     |
 * | yes     | other fields | the status is the same            | Updated                            |
 * | started | stopped      | contact engagements               | Stopped                            |
 * | yes     | other fields | contact engagements, not stopped  | none: the contract has no event    |
 * | yes     | new fields   | of a newer release of the API     | none, until there is another change|
 * | yes     | not at all   |                                   | none: absence never makes an event |
 *
 * @param baseline what to announce while the scope is listed for the first time; undefined afterwards
 */
export function diff(
  api: Api,
  stored: Snapshot | undefined,
  listed: Pick<Listed, 'fields'>,
  baseline: Baseline | undefined,
  nowMs: number,
): Change | undefined {
  if (!stored) return firstSight(api, listed.fields, baseline, nowMs);

  const fields = api.merge(stored.fields, listed.fields);
  const { changed, previous } = difference(stored.fields, fields, namesKnown(api, stored.release));
  if (changed.length === 0) return undefined;

  const detailType = api.changedDetailType(stored.fields, fields);
  return detailType === undefined ? undefined : { kind: 'updated', detailType, fields, previous };
}

/**
 * The fields that both a snapshot of a release and one of today can have. A field that a newer release added or dropped is
 * not a change: the next real change stores it.
 */
const namesKnown = ({ fields }: Api, release: number) =>
  Object.keys(fields).filter((name) => (fields[name]?.since ?? 1) <= release);

function firstSight(api: Api, fields: Fields, baseline: Baseline | undefined, nowMs: number): Change {
  const isHistory = api.isSettled(fields) || (openUntilMs(api, fields) ?? nowMs) < nowMs;
  if (baseline === 'silent' || (baseline === 'open' && isHistory)) return { kind: 'recorded' };
  const detailType = detailTypeOf(api, 'created');
  return detailType === undefined
    ? { kind: 'recorded' }
    : { kind: 'created', detailType, fields, baseline: baseline !== undefined };
}
