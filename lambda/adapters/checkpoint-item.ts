import type { Checkpoint } from '../core/checkpoint.ts';
import type { LeaseRequest } from '../core/lease.ts';
import { type Update, updateOf } from './update-expression.ts';

/*
 * A lease is two attributes of the checkpoint: taking it also reads the checkpoint, and giving it back also writes it.
 * `leaseBy` stays when a lease is given back, so a repeated request to give it back finds that the first one succeeded.
 *
 *        take                      give back
 *   ──────┼────────── leased ──────────┼──────────── free ───────────▶
 *   lookedAt, leaseBy, leaseUntil      leaseUntil removed
 *
 * BETWEEN is false for a missing attribute. A turn has to begin after the latest one, so a request that arrives late, from
 * a dead function, takes nothing.
 */
const IS_MINE = '(leaseBy = :by AND leaseUntil = :until)';
const IS_LEASED = 'leaseUntil BETWEEN :takenAt AND :furthestAhead';
const WAS_JUST_LOOKED_AT = 'lookedAt BETWEEN :notSince AND :furthestAhead';
export const MAY_BEGIN = `${IS_MINE} OR (NOT ${IS_LEASED} AND NOT ${WAS_JUST_LOOKED_AT})`;
export const IS_OWN_LEASE = 'leaseBy = :by';

export const takeTurn = (lease: LeaseRequest): Update => ({
  UpdateExpression: 'SET leaseBy = :by, leaseUntil = :until, lookedAt = :takenAt',
  ConditionExpression: MAY_BEGIN,
  ExpressionAttributeValues: Object.fromEntries(Object.entries(lease).map(([name, value]) => [`:${name}`, value])),
});

/** Leaves `reconcileWanted` alone: anybody may set it at any time. */
export function giveBack({ by }: LeaseRequest, next: Checkpoint | undefined): Update {
  const { baselineDone, listedFrom, listedTo, reconciledAt, reconcileAnswered, window, everything } = next ?? {};
  const left = next && { baselineDone, listedFrom, listedTo, reconciledAt, reconcileAnswered, window, everything };
  return updateOf({ ...left, leaseUntil: undefined }, IS_OWN_LEASE, { ':by': by });
}

export const wantReconciliation = (at: string): Update => ({
  UpdateExpression: 'SET reconcileWanted = :at',
  ExpressionAttributeValues: { ':at': at },
});

export function toCheckpoint(item: Record<string, unknown> | undefined): Checkpoint {
  const { pk: _pk, sk: _sk, leaseBy: _by, leaseUntil: _until, ...checkpoint } = item ?? {};
  return { baselineDone: false, ...checkpoint };
}
