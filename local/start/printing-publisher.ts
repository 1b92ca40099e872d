import type { FeedEvent } from '../../lambda/core/event.ts';
import type { Publisher } from '../../lambda/ports.ts';
import type { Printer } from './printer.ts';

/** Prints the published events; without a bus, it only prints. */
export function printingPublisher(printer: Printer, bus?: Publisher): Publisher {
  return {
    async publish(batch) {
      const outcomes = bus ? await bus.publish(batch) : batch.map(() => ({ accepted: true }) as const);
      for (const [index, event] of batch.entries()) {
        if (outcomes[index]?.accepted) printer.event(delivered(event));
      }
      return outcomes;
    },
  };
}

/** EventBridge delivers times in whole seconds. */
const delivered = (event: FeedEvent) => ({ ...event, time: `${event.time.slice(0, 19)}Z` });
