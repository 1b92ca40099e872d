import type { ChildProcess } from 'node:child_process';
import type { Fault, FaultSource } from '../../../local/aws/faults.ts';
import type { World } from '../../../local/aws/world.ts';
import { engagement, engagementArn, invitation, invitationId } from '../../support/builders.ts';
import { DAY_MS, HOUR_MS } from '../../support/feed.ts';
import type { Ended } from '../../support/run-bundle.ts';
import type { RunnableStack, RunOptions } from '../../support/runnable-stack.ts';
import { clock } from '../faults/faulty-feed.ts';

/** The steps of a story on the list of any API. */
interface List {
  /** Adds resources, each younger than those with lower numbers. */
  add(world: World, numbers: readonly number[], members?: Readonly<Record<string, unknown>>): void;
  /** Answers invitations, or stops engagements. */
  settle(world: World, numbers: readonly number[]): void;
  /** Lists a resource under another date from now on. */
  redate(world: World, number: number): void;
}

const MINUTE_MS = 60_000;
const bornMs = (number: number) => Date.now() - (20 - number) * HOUR_MS;
const iso = (ms: number) => new Date(ms).toISOString();

const invitations = (scope: string): List => {
  const [, Catalog, ParticipantType] = scope.split('/');
  const datesOf = (ms: number) => ({ InvitationDate: iso(ms), ExpirationDate: iso(ms + 15 * DAY_MS) });
  return {
    add({ partnerCentral }, numbers, members) {
      const list = { Catalog, ParticipantType };
      for (const number of numbers)
        partnerCentral.invite(invitation(number, { ...list, ...datesOf(bornMs(number)), ...members }));
    },
    settle({ partnerCentral }, numbers) {
      for (const number of numbers) partnerCentral.change(invitationId(number), { Status: 'ACCEPTED' });
    },
    redate({ partnerCentral }, number) {
      partnerCentral.change(invitationId(number), datesOf(bornMs(number) - HOUR_MS));
    },
  };
};

const engagements: List = {
  add({ incidentManager }, numbers, members) {
    for (const number of numbers)
      incidentManager.engage(engagement(number, { StartTime: bornMs(number) / 1000, ...members }));
  },
  settle({ incidentManager }, numbers) {
    for (const number of numbers) incidentManager.change(engagementArn(number), { StopTime: Date.now() / 1000 });
  },
  redate({ incidentManager }, number) {
    const times = { StartTime: bornMs(number) / 1000 - 60, StopTime: Date.now() / 1000 };
    incidentManager.change(engagementArn(number), times);
  },
};

const SETTLED = { Status: 'REJECTED', StopTime: Date.now() / 1000 };

/** The current fault of the table. */
export interface TableFaults {
  source?: FaultSource | undefined;
}

/** Makes one of the next requests of an operation fail. */
function oneOf(operation: string, fault: Fault): FaultSource {
  let isDone = false;
  return (request) => {
    if (isDone || request.operation !== operation) return undefined;
    isDone = true;
    return fault;
  };
}

/**
 * Plays everything on one scope that makes a function call something: a first sync, nothing new, changes of which
 * EventBridge refuses half, runs that wait for each other, a commit whose answer is lost, a run that is killed before it
 * publishes its events, a reconciliation, a wake-up by AWS's own events.
 */
export async function playOn(
  stack: RunnableStack,
  world: World,
  scope: string,
  tableFaults: TableFaults,
): Promise<void> {
  const list = scope.startsWith('invitations/') ? invitations(scope) : engagements;
  const { eventBus } = world;
  let laterMs = 0;
  const run = (options: RunOptions = {}) =>
    stack.run(world, scope, { ...options, environment: clock({ CLOCK_JUMP_MS: laterMs }) });
  const sync = async (mode = 'sync') => succeeded(await run({ mode }));

  list.add(world, [1, 2, 3, 4]);
  list.add(world, [5, 6], SETTLED);
  await sync();
  await sync();

  let call = 0;
  eventBus.entryFaults = ({ index, call: number }) => {
    call ||= number;
    return number === call && index % 2 === 0 ? 'ThrottlingException' : undefined;
  };
  list.settle(world, [1, 2, 3]);
  list.redate(world, 4);
  await sync();
  eventBus.entryFaults = undefined;

  list.add(world, [7]);
  await Promise.all([sync(), sync()]);

  list.add(world, [8]);
  tableFaults.source = oneOf('PutItem', 'drop-after');
  await sync();
  tableFaults.source = undefined;

  list.add(world, [9]);
  let child: ChildProcess | undefined;
  eventBus.faults = () => (child?.kill('SIGKILL') ? 'drop' : undefined);
  const { exitCode } = await run({ onStart: (started) => (child = started) });
  if (exitCode !== null) throw new Error('The function should have been killed, but ended by itself');
  eventBus.faults = undefined;
  // By then its lease is over.
  laterMs += MINUTE_MS;
  await sync();
  await sync('reconcile');
  laterMs += MINUTE_MS;
  if (list !== engagements) succeeded(await run({ event: newsOf(scope, Date.now() + laterMs) }));
}

/** A batch of the queue of wake-ups. */
const newsOf = (scope: string, sentMs: number) => ({
  Records: [
    {
      body: JSON.stringify({ scope, invitationId: invitationId(1) }),
      attributes: { SentTimestamp: `${sentMs}` },
    },
  ],
});

export async function syncOnce(stack: RunnableStack, world: World, scope: string): Promise<void> {
  succeeded(await stack.run(world, scope));
}

function succeeded({ exitCode, output }: Ended): void {
  if (exitCode !== 0) throw new Error(`The function failed: ${output}`);
}
