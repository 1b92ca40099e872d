/**
 * The constants that users and the infrastructure build on. They change only by addition;
 * a change of meaning raises SCHEMA_VERSION.
 */

export const SCHEMA_VERSION = '1.0';

/** `source` of every event, unless a setting changes it. */
export const DEFAULT_EVENT_SOURCE = 'engagement-sync';

/** The one event that is about a scope, not about a resource. */
export const SYNC_COMPLETED = 'Sync Completed';

/** What the first sync of a scope announces of what it finds: nothing, what is still open, or everything. */
export const BASELINES = ['silent', 'open', 'all'] as const;
export type Baseline = (typeof BASELINES)[number];
export const DEFAULT_BASELINE: Baseline = 'open';

/**
 * `sync` lists the window, and everything when that is due. `reconcile` asks for a listing of everything. `wake-up` lists the
 * window, because of a native event.
 */
export const SYNC_MODES = ['sync', 'reconcile', 'wake-up'] as const;
export type SyncMode = (typeof SYNC_MODES)[number];

/** What a schedule hands to a sync function. */
export interface SyncInput {
  /** `invitations/<catalog>/<participant role>` or `contact-engagements/<region>` */
  readonly scope: string;
  readonly mode: Exclude<SyncMode, 'wake-up'>;
}

/** What a rule makes of a native event for the queue of wake-ups. */
export interface WakeUp {
  readonly scope: string;
  readonly invitationId: string;
}

/** Native events are collected for this long, and start no more than one sync of a scope in this time. */
export const WAKE_UP_INTERVAL_SECONDS = 20;

/** A warning is sent once `beforeMs` or less remain; `threshold` is its ISO 8601 name in the event. */
export interface ExpiryThreshold {
  readonly threshold: string;
  readonly beforeMs: number;
}
const HOUR_MS = 3_600_000;
export const DEFAULT_EXPIRY_THRESHOLDS: readonly ExpiryThreshold[] = [
  { threshold: 'P3D', beforeMs: 72 * HOUR_MS },
  { threshold: 'P1D', beforeMs: 24 * HOUR_MS },
  { threshold: 'PT4H', beforeMs: 4 * HOUR_MS },
];

/** Half of the 10 calls a second that a partner account has, so that its CRM integration keeps the other half. */
export const DEFAULT_CALLS_PER_SECOND = 5;

/** Names of the functions' environment variables. */
export const Environment = {
  tableName: 'TABLE_NAME',
  eventBusName: 'EVENT_BUS_NAME',
  eventSource: 'EVENT_SOURCE',
  baseline: 'BASELINE',
  /** JSON: ExpiryThreshold[] */
  expiryThresholds: 'EXPIRY_THRESHOLDS',
  callsPerSecond: 'CALLS_PER_SECOND',
  /** `true` or `false` */
  announceCompletion: 'ANNOUNCE_COMPLETION',
  /** `true` or `false`: whether native events reach the function */
  nativeWakeUp: 'NATIVE_WAKE_UP',
  /** JSON: scopes whose list may be refused, as long as it has never been read */
  toleratedScopes: 'TOLERATED_SCOPES',
} as const;

/** The local secondary index of the table, and the attribute that it sorts by. */
export const ATTENTION_INDEX = 'attention';

/** Names of the environment variables of the function that writes alerts. */
export const AlertEnvironment = {
  tableName: 'TABLE_NAME',
  alertTopicArn: 'ALERT_TOPIC_ARN',
  /** Empty: no chat */
  chatTopicArn: 'CHAT_TOPIC_ARN',
  /** Such as `Europe/Berlin` */
  timeZone: 'TIME_ZONE',
  /** `true` or `false`: whether each invitation is asked for what it is about */
  details: 'DETAILS',
  /** JSON: the scopes that a digest is about */
  scopes: 'SCOPES',
} as const;

/** The partition of the table in which the alerts that were sent are remembered. No scope has this name. */
export const ALERTS_PARTITION = 'alerts';
/** The attribute of the table by which DynamoDB forgets an item. Only alerts have it. */
export const EXPIRY_ATTRIBUTE = 'expiresAt';

/** What the schedule of a digest hands to that function. */
export interface DigestInput {
  readonly digest: {
    /** ISO 8601 UTC: when it was due */
    readonly at: string;
    /** Since how many days ago it tells what expired. */
    readonly days: number;
  };
}

export const METRICS_NAMESPACE = 'EngagementSync';

/**
 * The metrics of a scope. CloudWatch bills each for every hour in which it is sent, so there is one only for what someone
 * would act on, and most are sent only when there is something to act on:
 *
 * - `SyncCompleted`: silence, when it stays away;
 * - `ListCalls`: what is taken from the quota that is shared with the partner's CRM;
 * - `TimeToNextExpiry`: an invitation that runs out unanswered;
 * - `UnpublishedAge`, if any event waits: EventBridge does not take it;
 * - `OddItems`, if any: the API says something that we do not understand, or at a length that it does not document;
 * - `UnannouncedChanges`, if any: AWS's native events told of none of them.
 */
export type SyncMetric =
  | 'SyncCompleted'
  | 'ListCalls'
  | 'TimeToNextExpiry'
  | 'UnpublishedAge'
  | 'OddItems'
  | 'UnannouncedChanges';
