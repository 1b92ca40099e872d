import { eventBridgePublisher } from '../../../lambda/adapters/eventbridge-publisher.ts';
import { SimulatedBus } from '../../simulation/bus.ts';
import { SimulatedClock } from '../../simulation/clock.ts';
import { Random } from '../../simulation/random.ts';
import { Scheduler } from '../../simulation/scheduler.ts';
import type { CallFault } from '../../simulation/service-faults.ts';
import { answered, newRun } from '../simulated-calls.ts';
import type { PublisherUnderTest } from './publisher-under-test.ts';

/** The simulated bus with given faults instead of random ones. */
export function simulatedPublisher(): PublisherUnderTest {
  const clock = new SimulatedClock();
  const scheduler = new Scheduler(new Random(1), clock, 0);
  const accepted: number[] = [];
  const observer = {
    offered: () => undefined,
    accepted: (_: unknown, { Detail = '{}' }: { readonly Detail?: string }) =>
      void accepted.push(JSON.parse(Detail).number),
  };
  const faults: CallFault[] = [];
  const codes: (string | undefined)[] = [];
  const told = { ofCall: () => faults.shift(), ofEntry: () => codes.shift() };
  const bus = new SimulatedBus(clock, scheduler, observer, told);
  return {
    publisher: eventBridgePublisher(answered(scheduler, bus.clientOf(newRun(clock))), 'feed'),
    accepted: () => [...accepted],
    refuseEntries: (...next) => void codes.push(...next),
    refuseNext: () => void faults.push('refused'),
    loseNext: () => void faults.push('lost'),
    repeatNext: () => void faults.push('repeated'),
    close: async () => undefined,
  };
}
