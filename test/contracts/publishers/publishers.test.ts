import { publisherContract } from './publisher-contract.ts';
import { simulatedPublisher } from './simulated-publisher.ts';
import { wirePublisher } from './wire-publisher.ts';

publisherContract('the stand-in for EventBridge', wirePublisher);
publisherContract('the simulated bus', async () => simulatedPublisher());
