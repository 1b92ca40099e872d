import { SimulatedClock } from '../../simulation/clock.ts';
import { Random } from '../../simulation/random.ts';
import { Scheduler } from '../../simulation/scheduler.ts';
import type { CallFault } from '../../simulation/service-faults.ts';
import { SimulatedTable } from '../../simulation/table.ts';
import { answered, newRun } from '../simulated-calls.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** The simulated table with given faults instead of random ones. The seed decides which of several calls comes first. */
export function simulatedStore(seed: number, maxQueryItems = Number.POSITIVE_INFINITY): StoreUnderTest {
  const clock = new SimulatedClock();
  const scheduler = new Scheduler(new Random(seed), clock, 0);
  const faults: CallFault[] = [];
  const leftovers: number[] = [];
  const told = {
    ofCall: () => faults.shift(),
    leftOf: <T>(requests: readonly T[]) => requests.slice(requests.length - (leftovers.shift() ?? 0)),
  };
  const table = new SimulatedTable(scheduler, told, maxQueryItems);
  return {
    client: answered(scheduler, table.clientOf(newRun(clock), { wrote: () => undefined })),
    tableName: 'snapshots',
    refuseNext: () => void faults.push('refused'),
    repeatNext: () => void faults.push('repeated'),
    leaveUnprocessed: (...counts) => void leftovers.push(...counts),
    close: async () => undefined,
  };
}
