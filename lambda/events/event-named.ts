import type { DetailType } from '../apis/detail-types.ts';
import type { EngagementSyncEvent } from './types.ts';

/** The event of a detail-type. */
export type EventNamed<Name extends DetailType> = Extract<EngagementSyncEvent, { 'detail-type': Name }>;
