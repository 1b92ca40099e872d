/** `engagement-sync/events`: what consumers of the events need, and nothing that knows how they are made. */
export { DetailType } from '../apis/detail-types.ts';
export type { EngagementSyncEvent, EventNamed } from './events.ts';
export type { Expiry } from './expiry.ts';
export * from './guards.ts';
export { jsonSchemas } from './json-schemas.ts';
export type { Metadata, SyncMetadata } from './metadata.ts';
export type { SyncCompletedEvent, SyncSummary } from './sync.ts';
export type * from './types.ts';
