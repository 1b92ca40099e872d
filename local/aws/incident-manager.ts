import { createHash } from 'node:crypto';
import { contactEngagements } from '../../lambda/apis/contact-engagements.ts';
import type { Api } from '../../lambda/core/api.ts';
import type { FaultSource } from './faults.ts';
import { type Item, ListService, type RateLimit } from './list-service.ts';
import type { Violation } from './model-validation.ts';
import { ServiceError } from './service-error.ts';
import type { Input } from './service-model.ts';

const RETRY_AFTER_SECONDS = 1;

export interface IncidentManagerOptions {
  readonly rateLimit?: RateLimit | 'off';
  readonly faults?: FaultSource;
}

/** Stands in for ListEngagements of ssm-contacts. Times on the wire are epoch seconds. */
export class IncidentManager extends ListService {
  constructor({ rateLimit = 'off', faults }: IncidentManagerOptions = {}) {
    super([contactEngagements], rateLimit);
    this.faults = faults;
  }

  engage(engagement: Item): void {
    this.add(contactEngagements, engagement);
  }

  /** The service promises no order, so nobody should rely on one. */
  protected override select(_api: Api, input: Input): Item[] {
    return this.entries
      .filter(({ item }) => matches(item, input))
      .map(({ item }) => ({ item, hash: hashOf(item) }))
      .sort((a, b) => (a.hash < b.hash ? -1 : 1))
      .map(({ item }) => item);
  }

  protected override throttled(): ServiceError {
    return new ServiceError('ThrottlingException', 429, {
      Message: 'Rate exceeded',
      RetryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }

  protected override invalid({ field, message }: Violation): ServiceError {
    return new ServiceError('ValidationException', 400, {
      Message: message,
      Reason: 'FIELD_VALIDATION_FAILED',
      Fields: [{ Name: field, Message: message }],
    });
  }
}

function matches({ IncidentId, StartTime }: Item, filter: Input): boolean {
  if (filter.IncidentId !== undefined && filter.IncidentId !== IncidentId) return false;
  if (typeof StartTime !== 'number') return true;
  const { StartTime: from, EndTime: to } = (filter.TimeRangeValue ?? {}) as { StartTime?: number; EndTime?: number };
  return (from === undefined || StartTime >= from) && (to === undefined || StartTime <= to);
}

const hashOf = ({ EngagementArn }: Item) => createHash('sha256').update(String(EngagementArn)).digest('hex');
