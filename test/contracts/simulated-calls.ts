import type { SimulatedClock } from '../simulation/clock.ts';
import { ExecutionEnvironment } from '../simulation/execution-environment.ts';
import type { SimulatedRun } from '../simulation/run.ts';
import type { Scheduler } from '../simulation/scheduler.ts';

/** A run that does not list or write anything by itself. */
export const newRun = (clock: SimulatedClock): SimulatedRun => ({
  name: 'contract',
  mode: 'sync',
  environment: new ExecutionEnvironment(clock, 5),
  alive: true,
  pausedUntilMs: 0,
  skewMs: 0,
  startedMs: clock.trueMs,
  shownStartMs: clock.shownMs,
  deadlineMs: Number.POSITIVE_INFINITY,
  listCalls: 0,
  turns: 0,
  refusedTokens: new Set(),
  ends: new Set(),
});

/** Runs the scheduler until it has answered. */
export async function untilAnswered<T>(scheduler: Scheduler, answer: Promise<T>): Promise<T> {
  const isWaiting = { yes: true };
  const end = () => {
    isWaiting.yes = false;
  };
  answer.then(end, end);
  while (isWaiting.yes) await scheduler.step();
  return answer;
}

/** A simulated client that runs the scheduler for each of its calls. */
export function answered<Client extends { send: (command: never) => Promise<unknown> }>(
  scheduler: Scheduler,
  client: Client,
): Client {
  const send = client.send.bind(client);
  return Object.assign(Object.create(Object.getPrototypeOf(client)), {
    send: (command: never) => untilAnswered(scheduler, send(command)),
  });
}
