import type { PlantedBug } from './bug.ts';

/** Bugs between two runs of a scope: leases, turns, wake-ups. */
export const TURNING_BUGS: readonly PlantedBug[] = [
  {
    name: 'takes a lease that is too short',
    because: 'a turn takes a second or two',
    find: 'const LEASE_MS = 50_000;',
    replace: 'const LEASE_MS = 2_000;',
    withinWorlds: 50,
    profile: 'overlapping',
  },
  {
    name: 'works on past its lease',
    because: 'nobody else may have wanted it',
    find: '    if (this.#isClosed || this.isOver())',
    replace: '    if (this.#isClosed)',
    withinWorlds: 100,
    profile: 'hostile',
  },
  {
    name: 'works on up to the end of its lease',
    because: 'until then nobody else may begin',
    find: 'export const WORKING_MS = 35_000;',
    replace: 'export const WORKING_MS = 65_000;',
    withinWorlds: 100,
    profile: 'hostile',
  },
  {
    name: 'gives the scope back while its writes are under way',
    because: 'the run has failed anyway',
    find: '    await turnStore.close();',
    replace: '',
    withinWorlds: 700,
    profile: 'hostile',
  },
  {
    name: 'gives back what another one has by now',
    because: 'it is over, whoever had it',
    find: 'this.#update(CHECKPOINT_KEY, giveBack(lease, next))',
    replace: 'this.#update(CHECKPOINT_KEY, { ...giveBack(lease, next), ConditionExpression: undefined })',
    withinWorlds: 50,
    profile: 'hostile',
  },
  {
    name: 'begins a turn at once when it is woken up',
    because: 'it has waited before it asked',
    find: 'await tryToTake(ports, WAKE_UP_INTERVAL_MS)',
    replace: 'await tryToTake(ports, 0)',
    withinWorlds: 400,
    profile: 'overlapping',
  },
  {
    name: 'forgets that somebody has asked for a reconciliation',
    because: 'the next one comes within the day',
    find: 'reconciledAt === undefined || reconcileWanted !== reconcileAnswered',
    replace: 'reconciledAt === undefined',
    withinWorlds: 20,
  },
];
