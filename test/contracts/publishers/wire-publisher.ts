import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { BACKEND_CLIENT } from '../../../lambda/adapters/clients.ts';
import { eventBridgePublisher } from '../../../lambda/adapters/eventbridge-publisher.ts';
import { EventBus } from '../../../local/aws/event-bus.ts';
import type { Fault } from '../../../local/aws/faults.ts';
import { ServiceError } from '../../../local/aws/service-error.ts';
import type { PublisherUnderTest } from './publisher-under-test.ts';

const broken = new ServiceError('InternalException', 500, { message: 'Broken' });

/** The client of the functions, and the stand-in for EventBridge. */
export async function wirePublisher(): Promise<PublisherUnderTest> {
  const faults: Fault[] = [];
  let codes: readonly (string | undefined)[] = [];
  const bus = new EventBus({ buses: ['feed'], faults: () => faults.shift() });
  bus.entryFaults = ({ index }) => codes[index];
  const client = new EventBridgeClient({
    ...BACKEND_CLIENT,
    endpoint: await bus.start(),
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const everyAttempt = (fault: Fault) => faults.push(...Array<Fault>(BACKEND_CLIENT.maxAttempts).fill(fault));
  const { publish } = eventBridgePublisher(client, 'feed');
  return {
    publisher: {
      publish: (batch) =>
        publish(batch).finally(() => {
          codes = [];
        }),
    },
    accepted: () => bus.events.map(({ detail }) => Number(detail.number)),
    refuseEntries: (...next) => {
      codes = next;
    },
    refuseNext: () => void everyAttempt(broken),
    loseNext: () => void everyAttempt('drop-after'),
    repeatNext: () => void faults.push('drop-after'),
    async close() {
      client.destroy();
      await bus.stop();
    },
  };
}
