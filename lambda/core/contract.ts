/**
 * The constants that users and the infrastructure build on. They change only by addition;
 * a change of meaning raises SCHEMA_VERSION.
 */

export const SCHEMA_VERSION = '1.0';

/** `source` of every event, unless a setting changes it. */
export const DEFAULT_EVENT_SOURCE = 'engagement-sync';

/** The only event about a scope instead of a resource. */
export const SYNC_COMPLETED = 'Sync Completed';

/** Which resources the first sync of a scope announces: none, those still open, or all. */
export const BASELINES = ['silent', 'open', 'all'] as const;
export type Baseline = (typeof BASELINES)[number];
export const DEFAULT_BASELINE: Baseline = 'open';

/**
 * `sync` lists the window, and everything if that is due. `reconcile` asks for a listing of everything. `wake-up` lists
 * the window, because of a native event.
 */
export const SYNC_MODES = ['sync', 'reconcile', 'wake-up'] as const;
export type SyncMode = (typeof SYNC_MODES)[number];

/** The input that a schedule gives a sync function. */
export interface SyncInput {
  /** `invitations/<catalog>/<participant role>` or `contact-engagements/<region>` */
  readonly scope: string;
  readonly mode: Exclude<SyncMode, 'wake-up'>;
}

/** The message that a rule puts into the queue of wake-ups for a native event. */
export interface WakeUp {
  readonly scope: string;
  readonly invitationId: string;
}

/** Native events are collected for this long, and start at most one sync of a scope in this time. */
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

/** Half of the 10 calls a second that a partner account has. Its CRM integration keeps the other half. */
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
  /** JSON: scopes whose list may be refused as long as it has never been read */
  toleratedScopes: 'TOLERATED_SCOPES',
} as const;

/** The local secondary index of the table, and the attribute it sorts by. */
export const ATTENTION_INDEX = 'attention';

/** Names of the environment variables of the function that writes alerts. */
export const AlertEnvironment = {
  tableName: 'TABLE_NAME',
  alertTopicArn: 'ALERT_TOPIC_ARN',
  /** Empty: no chat */
  chatTopicArn: 'CHAT_TOPIC_ARN',
  /** Such as `Europe/Berlin` */
  timeZone: 'TIME_ZONE',
  /** `true` or `false`: whether to ask Partner Central what each invitation is about */
  details: 'DETAILS',
  /** JSON: the scopes that a digest is about */
  scopes: 'SCOPES',
} as const;

/** The partition of the table that remembers which alerts were sent. No scope has this name. */
export const ALERTS_PARTITION = 'alerts';
/** The attribute that tells DynamoDB when to delete an item. Only alerts have it. */
export const EXPIRY_ATTRIBUTE = 'expiresAt';

/** The input that the schedule of a digest gives that function. */
export interface DigestInput {
  readonly digest: {
    /** ISO 8601 UTC: when it was due */
    readonly at: string;
    /** How many days it looks back for expired invitations. */
    readonly days: number;
  };
}

export const METRICS_NAMESPACE = 'EngagementSync';

/**
 * The metrics of a scope. CloudWatch bills each metric for every hour in which it is sent. So each one is something to act
 * on, and most are sent only when there is something to do:
 *
 * - `SyncCompleted`: if it is missing, the scope is silent;
 * - `ListCalls`: calls on the quota that the partner's CRM shares;
 * - `TimeToNextExpiry`: an invitation is about to expire unanswered;
 * - `UnpublishedAge`, if any event waits: EventBridge does not accept it;
 * - `OddItems`, if any: the API sent something that we do not understand, or longer than it documents;
 * - `UnannouncedChanges`, if any: changes without a native event from AWS.
 */
export type SyncMetric =
  | 'SyncCompleted'
  | 'ListCalls'
  | 'TimeToNextExpiry'
  | 'UnpublishedAge'
  | 'OddItems'
  | 'UnannouncedChanges';
