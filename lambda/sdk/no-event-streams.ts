/** In place of `@smithy/core/event-streams`, which the clients load for operations that stream events. */
export class EventStreamSerde {
  constructor() {
    throw new Error('The bundle is without event streams: take their alias out of lib/sync/bundling.ts');
  }
}
