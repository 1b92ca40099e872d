import { toDate } from '../../../lambda/core/dates.ts';
import type { LeaseRequest } from '../../../lambda/core/lease.ts';

const START_MS = Date.UTC(2026, 10, 20);

/** A time this many seconds after the beginning of a test. */
export const at = (seconds: number) => toDate(START_MS + seconds * 1000);

/** A lease of 50 seconds, which accepts the clocks of others up to a minute ahead. */
export const lease = (by: string, takenAtSeconds: number, members: Partial<LeaseRequest> = {}): LeaseRequest => ({
  by,
  takenAt: at(takenAtSeconds),
  until: at(takenAtSeconds + 50),
  notSince: at(takenAtSeconds),
  furthestAhead: at(takenAtSeconds + 110),
  ...members,
});
