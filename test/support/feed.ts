import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { BACKEND_CLIENT } from '../../lambda/adapters/clients.ts';
import { eventBridgePublisher } from '../../lambda/adapters/eventbridge-publisher.ts';
import { CHECKPOINT_KEY } from '../../lambda/adapters/snapshot-item.ts';
import { APIS } from '../../lambda/apis/apis.ts';
import type { Api } from '../../lambda/core/api.ts';
import { type Baseline, DEFAULT_EVENT_SOURCE, DEFAULT_EXPIRY_THRESHOLDS } from '../../lambda/core/contract.ts';
import type { SyncSettings } from '../../lambda/core/settings.ts';
import type { Clock } from '../../lambda/ports.ts';
import type { DeliveredEvent } from '../../local/aws/event-bus.ts';
import type { FaultSource, ReceivedRequest } from '../../local/aws/faults.ts';
import { World } from '../../local/aws/world.ts';
import { Pipeline } from '../../local/pipeline.ts';
import { VirtualClock } from '../../local/virtual-clock.ts';

export const RECEIVER = 'invitations/AWS/RECEIVER';
export const OHIO = 'contact-engagements/us-east-2';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const START_MS = Date.parse('2026-11-22T03:00:00.000Z');

export interface FeedOptions {
  readonly baseline?: Baseline;
  readonly announceCompletion?: boolean;
  readonly toleratedScopes?: readonly string[];
  readonly storeFaults?: FaultSource;
  /** Whether AWS marks an invitation EXPIRED at once. If not, the test has to. */
  readonly expiresAtOnce?: boolean;
}

/** Requests */
export interface Writes {
  readonly snapshots: number;
  readonly checkpoint: number;
}

const READS: readonly string[] = ['Query', 'GetItem', 'BatchGetItem'];

const isOfCheckpoint = ({ input }: ReceivedRequest) =>
  (input.Key as { readonly sk?: { readonly S?: string } } | undefined)?.sk?.S === CHECKPOINT_KEY;

/** The real pipeline over real clients in its own world, with a clock that the test moves. */
export class Feed {
  readonly clock: VirtualClock;
  readonly warnings: { message: string; details: Record<string, unknown> }[] = [];
  #seen = 0;
  #requestsSeen = 0;
  #listCallsSeen = 0;

  private constructor(
    readonly world: World,
    clock: VirtualClock,
    readonly options: FeedOptions,
  ) {
    this.clock = clock;
  }

  static async start(options: FeedOptions = {}): Promise<Feed> {
    const clock = new VirtualClock(START_MS);
    const nowMs = () => clock.nowMs();
    const world = await World.start({
      dynamodb: { tableName: 'snapshots', faults: options.storeFaults ?? (() => undefined) },
      partnerCentral: { rateLimit: 'off', ...((options.expiresAtOnce ?? true) && { nowMs }) },
      eventBus: { buses: ['feed'], nowMs },
    });
    return new Feed(world, clock, options);
  }

  get settings(): SyncSettings {
    return {
      eventSource: DEFAULT_EVENT_SOURCE,
      baseline: this.options.baseline ?? 'open',
      expiryThresholds: DEFAULT_EXPIRY_THRESHOLDS,
      announceCompletion: this.options.announceCompletion ?? false,
      toleratedScopes: this.options.toleratedScopes ?? [],
    };
  }

  /**
   * With its own clients, like another function; optionally with a wrong clock, or the definitions of another release.
   */
  pipeline(clock: Clock = this.clock, apis: readonly Api[] = APIS): Pipeline {
    Object.assign(process.env, this.world.environment);
    return new Pipeline({
      tableName: 'snapshots',
      publisher: eventBridgePublisher(new EventBridgeClient(BACKEND_CLIENT), 'feed'),
      clock,
      log: { warn: (message, details) => this.warnings.push({ message, details }) },
      settings: this.settings,
      callsPerSecond: 1000,
      apis,
    });
  }

  /** The events since the last call. */
  newEvents(): FeedEventView[] {
    const events = this.world.eventBus.events.slice(this.#seen);
    this.#seen += events.length;
    return events.map(viewOf);
  }

  /** The number of write requests since the last call. Each turn writes the checkpoint twice: to take it, and to give it back. */
  newWrites(): Writes {
    const { requests } = this.world.dynamodb;
    const writes = requests.slice(this.#requestsSeen).filter(({ operation }) => !READS.includes(operation));
    this.#requestsSeen = requests.length;
    const checkpoint = writes.filter(isOfCheckpoint).length;
    return { snapshots: writes.length - checkpoint, checkpoint };
  }

  /** The list calls since the last call. */
  newListCalls(): number {
    const { requests } = this.world.partnerCentral;
    const calls = requests.length - this.#listCallsSeen;
    this.#listCallsSeen = requests.length;
    return calls;
  }

  async stop(): Promise<void> {
    await this.world.stop();
  }
}

/** The part that most tests check. */
export interface FeedEventView {
  readonly type: string;
  readonly id: string;
  readonly sequence: number;
  readonly eventId: string;
  readonly baseline: boolean;
  readonly stale: boolean;
  readonly previous: unknown;
  readonly expiry: unknown;
  readonly detail: Readonly<Record<string, unknown>>;
}

export function viewOf(event: DeliveredEvent): FeedEventView {
  const { metadata, engagementInvitation, engagement, previous, expiry } = event.detail as {
    metadata: Pick<FeedEventView, 'sequence' | 'eventId' | 'baseline' | 'stale'>;
    engagementInvitation?: { id: string };
    engagement?: { arn: string };
    previous?: unknown;
    expiry?: unknown;
  };
  return {
    type: event['detail-type'].replace(/^(Engagement Invitation|Contact Engagement) /, ''),
    id: engagementInvitation?.id ?? engagement?.arn ?? '',
    sequence: metadata.sequence,
    eventId: metadata.eventId,
    baseline: metadata.baseline,
    stale: metadata.stale,
    previous,
    expiry,
    detail: event.detail,
  };
}
