import { APIS } from '../apis/apis.ts';
import type { PublishedEvent } from './envelope.ts';
import { eventsOf } from './resource-events.ts';
import { SYNC_COMPLETED_EVENT } from './sync.ts';

/** All that is published. Guards, docs/schemas and the schema registry of the stack follow from this. */
export const EVENTS: readonly PublishedEvent[] = [...APIS.flatMap(eventsOf), SYNC_COMPLETED_EVENT];

/** The name of its schema, such as `EngagementInvitationExpiring`. */
export const schemaNameOf = ({ detailType }: PublishedEvent) => detailType.replaceAll(' ', '');
