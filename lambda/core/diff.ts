import { openUntilMs } from './attention.ts';
import type { Baseline, DetailType } from './contract.ts';
import { difference } from './fields.ts';
import type { Fields, Listed, Snapshot } from './snapshot.ts';
import type { Source } from './source.ts';

/** What one listed resource asks for. */
export type Change =
  /** Seen for the first time: announce it. `baseline` where the scope itself was. */
  | { readonly kind: 'created'; readonly detailType: DetailType; readonly fields: Fields; readonly baseline: boolean }
  /** Seen for the first time: remember it, and say nothing. */
  | { readonly kind: 'recorded' }
  /** What was stored is no longer true. `previous` holds the fields that changed, as they were. */
  | { readonly kind: 'updated'; readonly detailType: DetailType; readonly fields: Fields; readonly previous: Fields };

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
 * | yes     | not at all   |                                   | none: absence never makes an event |
 *
 * @param baseline what to announce while the scope is listed for the first time; undefined ever after
 */
export function diff(
  source: Source,
  stored: Snapshot | undefined,
  listed: Pick<Listed, 'fields'>,
  baseline: Baseline | undefined,
  nowMs: number,
): Change | undefined {
  if (!stored) return firstSight(source, listed.fields, baseline, nowMs);

  const fields = source.merge(stored.fields, listed.fields);
  const { changed, previous } = difference(stored.fields, fields);
  if (changed.length === 0) return undefined;

  const detailType = source.changedDetailType(stored.fields, fields);
  return detailType && { kind: 'updated', detailType, fields, previous };
}

function firstSight(source: Source, fields: Fields, baseline: Baseline | undefined, nowMs: number): Change {
  const isHistory = source.isSettled(fields) || (openUntilMs(source, fields) ?? nowMs) < nowMs;
  if (baseline === 'silent' || (baseline === 'open' && isHistory)) return { kind: 'recorded' };
  return { kind: 'created', detailType: source.createdDetailType, fields, baseline: baseline !== undefined };
}
