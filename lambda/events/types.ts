// Written by `npm run schemas`, from the definitions in this folder and in lambda/apis.

/**
 * Any event, told apart by its `detail-type`
 */
export type EngagementSyncEvent =
  | ContactEngagementStartedEvent
  | ContactEngagementStoppedEvent
  | InvitationCreatedEvent
  | InvitationAcceptedEvent
  | InvitationRejectedEvent
  | InvitationExpiredEvent
  | InvitationStatusChangedEvent
  | InvitationUpdatedEvent
  | InvitationExpiringEvent
  | SyncCompletedEvent;

/**
 * An engagement is seen for the first time. It may have stopped already: see its stopTime
 */
export interface ContactEngagementStartedEvent {
  /**
   * An engagement is seen for the first time. It may have stopped already: see its stopTime
   */
  'detail-type': 'Contact Engagement Started';
  /**
   * engagement-sync, or as set
   */
  source: string;
  /**
   * The ARN of the resource; empty where the API gave none, and in Sync Completed
   */
  resources: string[];
  /**
   * As detail.metadata.detectedAt, in whole seconds. ISO 8601 UTC
   */
  time: string;
  /**
   * What happened, and to what
   */
  detail: {
    /**
     * About the event itself
     */
    metadata: Metadata;
    /**
     * The AWS region that was listed
     */
    region: string;
    /**
     * A contact or an escalation plan that is paged. A field that the API left out is absent, never null
     */
    engagement: ContactEngagement;
  };
  /**
   * Added by EventBridge
   */
  version?: string;
  /**
   * Added by EventBridge, anew for each delivery: to know an event again, use eventId
   */
  id?: string;
  /**
   * Added by EventBridge: the account of the bus
   */
  account?: string;
  /**
   * Added by EventBridge: the region of the bus
   */
  region?: string;
}
/**
 * About the event itself
 */
export interface Metadata {
  /**
   * Raised when a field changes its meaning. Additions do not raise it
   */
  schemaVersion: '1.0';
  /**
   * Names the change: the same on every delivery. Opaque; drop an event whose id you have seen
   */
  eventId: string;
  /**
   * The list it was found in, such as invitations/AWS/RECEIVER
   */
  scope: string;
  /**
   * When the change was detected, which is not when it happened: the APIs do not tell. ISO 8601 UTC
   */
  detectedAt: string;
  /**
   * Found in the first listing of the scope, or the completion of that listing
   */
  baseline: boolean;
  /**
   * Always false in this version
   */
  replay: boolean;
  /**
   * Judged from what was stored, because the listing of that run did not come to its end
   */
  stale: boolean;
  /**
   * Counts the events of this resource in this scope: 1, 2, 3, without a gap. Order by it
   */
  sequence: number;
}
/**
 * A contact or an escalation plan that is paged. A field that the API left out is absent, never null
 */
export interface ContactEngagement {
  /**
   * Of the engagement
   */
  arn: string;
  /**
   * Of the contact or escalation plan
   */
  contactArn?: string;
  /**
   * Who started it
   */
  sender?: string;
  /**
   * The incident it belongs to; absent without one
   */
  incidentId?: string;
  /**
   * When it started. ISO 8601 UTC
   */
  startTime?: string;
  /**
   * When it stopped; absent as long as it has not. ISO 8601 UTC
   */
  stopTime?: string;
}
/**
 * The stop time appeared
 */
export interface ContactEngagementStoppedEvent {
  /**
   * The stop time appeared
   */
  'detail-type': 'Contact Engagement Stopped';
  /**
   * engagement-sync, or as set
   */
  source: string;
  /**
   * The ARN of the resource; empty where the API gave none, and in Sync Completed
   */
  resources: string[];
  /**
   * As detail.metadata.detectedAt, in whole seconds. ISO 8601 UTC
   */
  time: string;
  /**
   * What happened, and to what
   */
  detail: {
    /**
     * About the event itself
     */
    metadata: Metadata;
    /**
     * The AWS region that was listed
     */
    region: string;
    /**
     * A contact or an escalation plan that is paged. A field that the API left out is absent, never null
     */
    engagement: ContactEngagement;
    /**
     * The old values of the fields that changed. One that was absent before is not in it, so it may be {}
     */
    previous: PreviousContactEngagement;
  };
  /**
   * Added by EventBridge
   */
  version?: string;
  /**
   * Added by EventBridge, anew for each delivery: to know an event again, use eventId
   */
  id?: string;
  /**
   * Added by EventBridge: the account of the bus
   */
  account?: string;
  /**
   * Added by EventBridge: the region of the bus
   */
  region?: string;
}
/**
 * The old values of the fields that changed. One that was absent before is not in it, so it may be {}
 */
export interface PreviousContactEngagement {
  /**
   * Of the contact or escalation plan
   */
  contactArn?: string;
  /**
   * Who started it
   */
  sender?: string;
  /**
   * The incident it belongs to; absent without one
   */
  incidentId?: string;
  /**
   * When it started. ISO 8601 UTC
   */
  startTime?: string;
  /**
   * When it stopped; absent as long as it has not. ISO 8601 UTC
   */
  stopTime?: string;
}
/**
 * An invitation is seen for the first time. It may have been answered already: see its status
 */
export interface InvitationCreatedEvent {
  /**
   * An invitation is seen for the first time. It may have been answered already: see its status
   */
  'detail-type': 'Engagement Invitation Created';
  /**
   * engagement-sync, or as set
   */
  source: string;
  /**
   * The ARN of the resource; empty where the API gave none, and in Sync Completed
   */
  resources: string[];
  /**
   * As detail.metadata.detectedAt, in whole seconds. ISO 8601 UTC
   */
  time: string;
  /**
   * What happened, and to what
   */
  detail: {
    /**
     * About the event itself
     */
    metadata: Metadata;
    /**
     * The Partner Central catalog: AWS or Sandbox
     */
    catalog: string;
    /**
     * What the list showed of the invitation. A field that the API left out is absent, never null
     */
    engagementInvitation: Invitation;
  };
  /**
   * Added by EventBridge
   */
  version?: string;
  /**
   * Added by EventBridge, anew for each delivery: to know an event again, use eventId
   */
  id?: string;
  /**
   * Added by EventBridge: the account of the bus
   */
  account?: string;
  /**
   * Added by EventBridge: the region of the bus
   */
  region?: string;
}
/**
 * What the list showed of the invitation. A field that the API left out is absent, never null
 */
export interface Invitation {
  /**
   * Of the invitation
   */
  id: string;
  /**
   * Of the invitation
   */
  arn?: string;
  /**
   * Of the engagement it invites to
   */
  engagementId?: string;
  /**
   * Of the engagement it invites to
   */
  engagementTitle?: string;
  /**
   * PENDING, ACCEPTED, REJECTED, EXPIRED, or one that this version does not know
   */
  status?: string;
  /**
   * Such as OpportunityInvitation or LeadInvitation
   */
  payloadType?: string;
  /**
   * The side of this account: Receiver or Sender
   */
  participantType?: string;
  /**
   * When it was sent. ISO 8601 UTC
   */
  invitationDate?: string;
  /**
   * Until when it can be answered. ISO 8601 UTC
   */
  expirationDate?: string;
  /**
   * An account id, or an alias such as AWS
   */
  senderAccountId?: string;
  /**
   * Of who sent it
   */
  senderCompanyName?: string;
  /**
   * An account id
   */
  receiverAccountId?: string;
  /**
   * Of who received it
   */
  receiverAlias?: string;
}
/**
 * The status changed to ACCEPTED
 */
export interface InvitationAcceptedEvent {
  /**
   * The status changed to ACCEPTED
   */
  'detail-type': 'Engagement Invitation Accepted';
  /**
   * engagement-sync, or as set
   */
  source: string;
  /**
   * The ARN of the resource; empty where the API gave none, and in Sync Completed
   */
  resources: string[];
  /**
   * As detail.metadata.detectedAt, in whole seconds. ISO 8601 UTC
   */
  time: string;
  /**
   * What happened, and to what
   */
  detail: {
    /**
     * About the event itself
     */
    metadata: Metadata;
    /**
     * The Partner Central catalog: AWS or Sandbox
     */
    catalog: string;
    /**
     * What the list showed of the invitation. A field that the API left out is absent, never null
     */
    engagementInvitation: Invitation;
    /**
     * The old values of the fields that changed. One that was absent before is not in it, so it may be {}
     */
    previous: PreviousInvitation;
  };
  /**
   * Added by EventBridge
   */
  version?: string;
  /**
   * Added by EventBridge, anew for each delivery: to know an event again, use eventId
   */
  id?: string;
  /**
   * Added by EventBridge: the account of the bus
   */
  account?: string;
  /**
   * Added by EventBridge: the region of the bus
   */
  region?: string;
}
/**
 * The old values of the fields that changed. One that was absent before is not in it, so it may be {}
 */
export interface PreviousInvitation {
  /**
   * Of the invitation
   */
  arn?: string;
  /**
   * Of the engagement it invites to
   */
  engagementId?: string;
  /**
   * Of the engagement it invites to
   */
  engagementTitle?: string;
  /**
   * PENDING, ACCEPTED, REJECTED, EXPIRED, or one that this version does not know
   */
  status?: string;
  /**
   * Such as OpportunityInvitation or LeadInvitation
   */
  payloadType?: string;
  /**
   * The side of this account: Receiver or Sender
   */
  participantType?: string;
  /**
   * When it was sent. ISO 8601 UTC
   */
  invitationDate?: string;
  /**
   * Until when it can be answered. ISO 8601 UTC
   */
  expirationDate?: string;
  /**
   * An account id, or an alias such as AWS
   */
  senderAccountId?: string;
  /**
   * Of who sent it
   */
  senderCompanyName?: string;
  /**
   * An account id
   */
  receiverAccountId?: string;
  /**
   * Of who received it
   */
  receiverAlias?: string;
}
/**
 * The status changed to REJECTED
 */
export interface InvitationRejectedEvent {
  /**
   * The status changed to REJECTED
   */
  'detail-type': 'Engagement Invitation Rejected';
  /**
   * engagement-sync, or as set
   */
  source: string;
  /**
   * The ARN of the resource; empty where the API gave none, and in Sync Completed
   */
  resources: string[];
  /**
   * As detail.metadata.detectedAt, in whole seconds. ISO 8601 UTC
   */
  time: string;
  /**
   * What happened, and to what
   */
  detail: {
    /**
     * About the event itself
     */
    metadata: Metadata;
    /**
     * The Partner Central catalog: AWS or Sandbox
     */
    catalog: string;
    /**
     * What the list showed of the invitation. A field that the API left out is absent, never null
     */
    engagementInvitation: Invitation;
    /**
     * The old values of the fields that changed. One that was absent before is not in it, so it may be {}
     */
    previous: PreviousInvitation;
  };
  /**
   * Added by EventBridge
   */
  version?: string;
  /**
   * Added by EventBridge, anew for each delivery: to know an event again, use eventId
   */
  id?: string;
  /**
   * Added by EventBridge: the account of the bus
   */
  account?: string;
  /**
   * Added by EventBridge: the region of the bus
   */
  region?: string;
}
/**
 * The status changed to EXPIRED
 */
export interface InvitationExpiredEvent {
  /**
   * The status changed to EXPIRED
   */
  'detail-type': 'Engagement Invitation Expired';
  /**
   * engagement-sync, or as set
   */
  source: string;
  /**
   * The ARN of the resource; empty where the API gave none, and in Sync Completed
   */
  resources: string[];
  /**
   * As detail.metadata.detectedAt, in whole seconds. ISO 8601 UTC
   */
  time: string;
  /**
   * What happened, and to what
   */
  detail: {
    /**
     * About the event itself
     */
    metadata: Metadata;
    /**
     * The Partner Central catalog: AWS or Sandbox
     */
    catalog: string;
    /**
     * What the list showed of the invitation. A field that the API left out is absent, never null
     */
    engagementInvitation: Invitation;
    /**
     * The old values of the fields that changed. One that was absent before is not in it, so it may be {}
     */
    previous: PreviousInvitation;
  };
  /**
   * Added by EventBridge
   */
  version?: string;
  /**
   * Added by EventBridge, anew for each delivery: to know an event again, use eventId
   */
  id?: string;
  /**
   * Added by EventBridge: the account of the bus
   */
  account?: string;
  /**
   * Added by EventBridge: the region of the bus
   */
  region?: string;
}
/**
 * The status changed to one that is not final
 */
export interface InvitationStatusChangedEvent {
  /**
   * The status changed to one that is not final
   */
  'detail-type': 'Engagement Invitation Status Changed';
  /**
   * engagement-sync, or as set
   */
  source: string;
  /**
   * The ARN of the resource; empty where the API gave none, and in Sync Completed
   */
  resources: string[];
  /**
   * As detail.metadata.detectedAt, in whole seconds. ISO 8601 UTC
   */
  time: string;
  /**
   * What happened, and to what
   */
  detail: {
    /**
     * About the event itself
     */
    metadata: Metadata;
    /**
     * The Partner Central catalog: AWS or Sandbox
     */
    catalog: string;
    /**
     * What the list showed of the invitation. A field that the API left out is absent, never null
     */
    engagementInvitation: Invitation;
    /**
     * The old values of the fields that changed. One that was absent before is not in it, so it may be {}
     */
    previous: PreviousInvitation;
  };
  /**
   * Added by EventBridge
   */
  version?: string;
  /**
   * Added by EventBridge, anew for each delivery: to know an event again, use eventId
   */
  id?: string;
  /**
   * Added by EventBridge: the account of the bus
   */
  account?: string;
  /**
   * Added by EventBridge: the region of the bus
   */
  region?: string;
}
/**
 * A field other than the status changed, appeared or went away
 */
export interface InvitationUpdatedEvent {
  /**
   * A field other than the status changed, appeared or went away
   */
  'detail-type': 'Engagement Invitation Updated';
  /**
   * engagement-sync, or as set
   */
  source: string;
  /**
   * The ARN of the resource; empty where the API gave none, and in Sync Completed
   */
  resources: string[];
  /**
   * As detail.metadata.detectedAt, in whole seconds. ISO 8601 UTC
   */
  time: string;
  /**
   * What happened, and to what
   */
  detail: {
    /**
     * About the event itself
     */
    metadata: Metadata;
    /**
     * The Partner Central catalog: AWS or Sandbox
     */
    catalog: string;
    /**
     * What the list showed of the invitation. A field that the API left out is absent, never null
     */
    engagementInvitation: Invitation;
    /**
     * The old values of the fields that changed. One that was absent before is not in it, so it may be {}
     */
    previous: PreviousInvitation;
  };
  /**
   * Added by EventBridge
   */
  version?: string;
  /**
   * Added by EventBridge, anew for each delivery: to know an event again, use eventId
   */
  id?: string;
  /**
   * Added by EventBridge: the account of the bus
   */
  account?: string;
  /**
   * Added by EventBridge: the region of the bus
   */
  region?: string;
}
/**
 * The invitation is still PENDING, and little time is left to answer it
 */
export interface InvitationExpiringEvent {
  /**
   * The invitation is still PENDING, and little time is left to answer it
   */
  'detail-type': 'Engagement Invitation Expiring';
  /**
   * engagement-sync, or as set
   */
  source: string;
  /**
   * The ARN of the resource; empty where the API gave none, and in Sync Completed
   */
  resources: string[];
  /**
   * As detail.metadata.detectedAt, in whole seconds. ISO 8601 UTC
   */
  time: string;
  /**
   * What happened, and to what
   */
  detail: {
    /**
     * About the event itself
     */
    metadata: Metadata;
    /**
     * The Partner Central catalog: AWS or Sandbox
     */
    catalog: string;
    /**
     * What the list showed of the invitation. A field that the API left out is absent, never null
     */
    engagementInvitation: Invitation;
    /**
     * How much time is left
     */
    expiry: Expiry;
  };
  /**
   * Added by EventBridge
   */
  version?: string;
  /**
   * Added by EventBridge, anew for each delivery: to know an event again, use eventId
   */
  id?: string;
  /**
   * Added by EventBridge: the account of the bus
   */
  account?: string;
  /**
   * Added by EventBridge: the region of the bus
   */
  region?: string;
}
/**
 * How much time is left
 */
export interface Expiry {
  /**
   * The one that was crossed, as an ISO 8601 duration in its shortest form, such as P1D
   */
  threshold: string;
  /**
   * From detectedAt until the expiration date
   */
  secondsRemaining: number;
}
/**
 * A scope was listed to its end, and everything found was published
 */
export interface SyncCompletedEvent {
  /**
   * A scope was listed to its end, and everything found was published
   */
  'detail-type': 'Sync Completed';
  /**
   * engagement-sync, or as set
   */
  source: string;
  /**
   * The ARN of the resource; empty where the API gave none, and in Sync Completed
   */
  resources: string[];
  /**
   * As detail.metadata.detectedAt, in whole seconds. ISO 8601 UTC
   */
  time: string;
  /**
   * What happened, and to what
   */
  detail: {
    /**
     * About the event itself
     */
    metadata: SyncMetadata;
    /**
     * How the run went. The figures do not add up across a listing that took several runs
     */
    sync: SyncSummary;
  };
  /**
   * Added by EventBridge
   */
  version?: string;
  /**
   * Added by EventBridge, anew for each delivery: to know an event again, use eventId
   */
  id?: string;
  /**
   * Added by EventBridge: the account of the bus
   */
  account?: string;
  /**
   * Added by EventBridge: the region of the bus
   */
  region?: string;
}
/**
 * About the event itself
 */
export interface SyncMetadata {
  /**
   * Raised when a field changes its meaning. Additions do not raise it
   */
  schemaVersion: '1.0';
  /**
   * Names the change: the same on every delivery. Opaque; drop an event whose id you have seen
   */
  eventId: string;
  /**
   * The list it was found in, such as invitations/AWS/RECEIVER
   */
  scope: string;
  /**
   * When the change was detected, which is not when it happened: the APIs do not tell. ISO 8601 UTC
   */
  detectedAt: string;
  /**
   * Found in the first listing of the scope, or the completion of that listing
   */
  baseline: boolean;
  /**
   * Always false in this version
   */
  replay: boolean;
  /**
   * Judged from what was stored, because the listing of that run did not come to its end
   */
  stale: boolean;
}
/**
 * How the run went. The figures do not add up across a listing that took several runs
 */
export interface SyncSummary {
  /**
   * As in the metadata
   */
  scope: string;
  /**
   * baseline: the first listing of the scope. reconcile: everything was listed. window: any other
   */
  mode: string;
  /**
   * Pages that were listed
   */
  pages: number;
  /**
   * Resources that were listed
   */
  listed: number;
  /**
   * Created or Started events that this run committed
   */
  created: number;
  /**
   * Events of changes that this run committed
   */
  changed: number;
  /**
   * Expiring events that this run committed
   */
  expiring: number;
  /**
   * Events that EventBridge accepted from this run, those of earlier runs included, this one not
   */
  published: number;
  /**
   * Calls of the list API, retries included
   */
  apiCalls: number;
  /**
   * When the run started. ISO 8601 UTC
   */
  startedAt: string;
  /**
   * How long the run took
   */
  durationMs: number;
}
