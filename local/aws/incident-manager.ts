import { createHash } from 'node:crypto';
import type { FaultSource } from './faults.ts';
import { ListService, type Page, type RateLimit } from './list-service.ts';
import type { Violation } from './model-validation.ts';
import model from './models/list-engagements.json' with { type: 'json' };
import { ServiceError } from './service-error.ts';
import type { Input } from './service-model.ts';

const DEFAULT_PAGE_SIZE = 100;
const RETRY_AFTER_SECONDS = 1;

/** As it is on the wire, times in epoch seconds. Any member may be missing, or odd. */
export type Engagement = Readonly<Record<string, unknown>>;

export interface IncidentManagerOptions {
  readonly rateLimit?: RateLimit | 'off';
  readonly faults?: FaultSource;
}

/** Stands in for ListEngagements of ssm-contacts. */
export class IncidentManager extends ListService {
  private engagements: Engagement[] = [];

  constructor({ rateLimit = 'off', faults }: IncidentManagerOptions = {}) {
    super(model, DEFAULT_PAGE_SIZE, rateLimit);
    this.faults = faults;
  }

  engage(engagement: Engagement): void {
    this.engagements.push(engagement);
  }

  /** A member set to `undefined` is left out from then on. */
  change(arn: string, members: Engagement): void {
    if (!this.engagements.some(({ EngagementArn }) => EngagementArn === arn)) {
      throw new Error(`There is no engagement ${arn}`);
    }
    this.engagements = this.engagements.map((engagement) =>
      engagement.EngagementArn === arn ? { ...engagement, ...members } : engagement,
    );
  }

  remove(arn: string): void {
    this.engagements = this.engagements.filter(({ EngagementArn }) => EngagementArn !== arn);
  }

  /** The service promises no order, so nobody shall get used to one. */
  protected override select(input: Input): Engagement[] {
    return this.engagements
      .filter((engagement) => matches(engagement, input))
      .map((engagement) => ({ engagement, hash: hashOf(engagement) }))
      .sort((a, b) => (a.hash < b.hash ? -1 : 1))
      .map(({ engagement }) => engagement);
  }

  protected override toOutput({ items, nextToken }: Page) {
    return { Engagements: items, NextToken: nextToken };
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

function matches({ IncidentId, StartTime }: Engagement, filter: Input): boolean {
  if (filter.IncidentId !== undefined && filter.IncidentId !== IncidentId) return false;
  if (typeof StartTime !== 'number') return true;
  const { StartTime: from, EndTime: to } = (filter.TimeRangeValue ?? {}) as { StartTime?: number; EndTime?: number };
  return (from === undefined || StartTime >= from) && (to === undefined || StartTime <= to);
}

const hashOf = ({ EngagementArn }: Engagement) => createHash('sha256').update(String(EngagementArn)).digest('hex');
