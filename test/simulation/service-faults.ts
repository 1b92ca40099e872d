import { LIST_CLIENT } from '../../lambda/adapters/clients.ts';
import type { Knobs } from './knobs.ts';
import type { Random } from './random.ts';

/** `refused`: nothing is done; `lost`: it is done, and no answer arrives; `repeated`: the client makes the call again. */
export type CallFault = 'refused' | 'lost' | 'repeated';

/** What goes wrong in a service. Each is asked once for what it is about, in the order in which things happen. */
export interface TableFaults {
  ofCall(): CallFault | undefined;
  /** Those requests of a batch that stay unprocessed */
  leftOf<T>(requests: readonly T[]): readonly T[];
}

export interface BusFaults {
  ofCall(): CallFault | undefined;
  /** The error code of one entry */
  ofEntry(): string | undefined;
}

export interface ListFaults {
  /** How many attempts of the client at one call fail */
  failedAttempts(): number;
}

const CALL_FAULTS = ['refused', 'lost', 'repeated'] as const;
const ENTRY_ERRORS = ['InternalFailure', 'ThrottlingException', 'NotAuthorizedForSourceException'];

export function drawnTableFaults(random: Random, knobs: Knobs): TableFaults {
  return {
    ofCall: () => (random.chance(knobs.storeFaultChance) ? random.pick(CALL_FAULTS) : undefined),
    leftOf: (requests) => requests.filter(() => random.chance(knobs.storeFaultChance)),
  };
}

export function drawnBusFaults(random: Random, knobs: Knobs): BusFaults {
  return {
    ofCall: () => (random.chance(knobs.busFaultChance) ? random.pick(CALL_FAULTS) : undefined),
    ofEntry: () => (random.chance(knobs.entryFaultChance) ? random.pick(ENTRY_ERRORS) : undefined),
  };
}

/** Half of what fails is helped by the client's retries. */
export function drawnListFaults(random: Random, knobs: Knobs): ListFaults {
  const { maxAttempts } = LIST_CLIENT;
  return {
    failedAttempts() {
      if (!random.chance(knobs.listFaultChance)) return 0;
      return random.chance(0.5) ? maxAttempts : random.integer(1, maxAttempts - 1);
    },
  };
}
