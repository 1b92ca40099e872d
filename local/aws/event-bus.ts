import { randomUUID } from 'node:crypto';
import {
  type EntryFailure,
  type EventContent,
  MAX_CALL_BYTES,
  type PutEventsEntry,
  readEntry,
  sizeInBytes,
} from './event-entry.ts';
import type { FaultSource, ReceivedRequest } from './faults.ts';
import type { Violation } from './model-validation.ts';
import { ModeledService } from './modeled-service.ts';
import { ServiceError } from './service-error.ts';

const ACCOUNT = '111122223333';

/** An event as the target of a rule gets it. */
export interface DeliveredEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The error code for one entry of one call, such as `InternalFailure`; `undefined`: the entry is accepted. */
export type EntryFaultSource = (entry: {
  readonly entry: PutEventsEntry;
  /** In the call, from 0 */
  readonly index: number;
  /** The number of the request */
  readonly call: number;
}) => string | undefined;

export interface EventBusOptions {
  /** Names of the buses that exist; absent: any name exists. */
  readonly buses?: readonly string[];
  readonly region?: string;
  readonly nowMs?: () => number;
  readonly faults?: FaultSource;
}

/** Stands in for PutEvents. */
export class EventBus extends ModeledService {
  /** The events that were accepted, and not lost. */
  readonly events: DeliveredEvent[] = [];
  onEvent: ((event: DeliveredEvent) => void) | undefined;
  entryFaults: EntryFaultSource | undefined;
  private readonly buses: readonly string[] | undefined;
  private readonly region: string;
  private readonly nowMs: () => number;

  constructor({ buses, region = 'us-east-1', nowMs = Date.now, faults }: EventBusOptions = {}) {
    super(['PutEvents']);
    this.buses = buses;
    this.region = region;
    this.nowMs = nowMs;
    this.faults = faults;
  }

  protected override perform({ input, number }: ReceivedRequest) {
    const entries = input.Entries as readonly PutEventsEntry[];
    if (entries.reduce((sum, entry) => sum + sizeInBytes(entry), 0) > MAX_CALL_BYTES) {
      throw invalidCall('Total size of the entries in the request is over the limit.');
    }
    const results = entries.map((entry, index) => this.put(entry, index, number));
    return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
  }

  protected override invalid({ message }: Violation): ServiceError {
    return invalidCall(`1 validation error detected: ${message}`);
  }

  private put(entry: PutEventsEntry, index: number, call: number): EntryFailure | { EventId: string } {
    const fault = this.entryFaults?.({ entry, index, call });
    if (fault !== undefined) return { ErrorCode: fault, ErrorMessage: 'The world has it so' };
    const content = readEntry(entry);
    if ('ErrorCode' in content) return content;

    const event = this.toEvent(content, entry);
    // EventBridge takes an event for a bus that does not exist, and loses it: https://github.com/aws/aws-cli/issues/9186
    if (this.hasBus(entry.EventBusName)) {
      this.events.push(event);
      this.onEvent?.(event);
    }
    return { EventId: event.id };
  }

  /** Buses are here by their name. An ARN may also mean a bus of another account or region, which never is. */
  private hasBus(nameOrArn = 'default'): boolean {
    const [, region, account, name] = /^arn:[^:]+:events:([^:]+):([^:]+):event-bus\/(.+)$/.exec(nameOrArn) ?? [];
    const isElsewhere = name !== undefined && !(region === this.region && account === ACCOUNT);
    return !isElsewhere && (this.buses === undefined || this.buses.includes(name ?? nameOrArn));
  }

  private toEvent(content: EventContent, { Resources = [], Time }: PutEventsEntry): DeliveredEvent {
    const { source, detailType, detail } = content;
    const atMs = Time === undefined ? this.nowMs() : Time * 1000;
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': detailType,
      source,
      account: ACCOUNT,
      time: `${new Date(atMs).toISOString().slice(0, 19)}Z`,
      region: this.region,
      resources: Resources,
      detail,
    };
  }
}

const invalidCall = (message: string) => new ServiceError('ValidationException', 400, { message });
