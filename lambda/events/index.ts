/** `engagement-sync/events`: what consumers of the events need, and nothing that knows how they are made. */
export { DetailType } from '../core/contract.ts';
export type { ContactEngagement } from './contact-engagements.ts';
export type { Expiry } from './expiry.ts';
export * from './guards.ts';
export type { Invitation } from './invitations.ts';
export { jsonSchemas } from './json-schemas.ts';
export type { Metadata, SyncMetadata } from './metadata.ts';
export type { SyncSummary } from './sync.ts';
export type * from './types.ts';
