/** `engagement-sync/events`: what consumers of the events need, and nothing that knows how they are made. */
export { DetailType } from '../apis/detail-types.ts';
export type { EventNamed } from './event-named.ts';
export * from './guards.ts';
export { jsonSchemas } from './json-schemas.ts';
export type * from './types.ts';
