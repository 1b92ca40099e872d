import { LIST_CLIENT } from '../../lambda/adapters/clients.ts';
import type { Knobs } from './knobs.ts';
import type { Random } from './random.ts';

/** `refused`: without effect; `lost`: takes effect, but no answer arrives; `repeated`: the client makes the call again. */
export type CallFault = 'refused' | 'lost' | 'repeated';

/** The faults of a service. Each is drawn once per call, request or entry, in the order of events. */
export interface TableFaults {
  ofCall(): CallFault | undefined;
  /** The requests of a batch that stay unprocessed. */
  leftOf<T>(requests: readonly T[]): readonly T[];
}

export interface BusFaults {
  ofCall(): CallFault | undefined;
  /** The error code of one entry */
  ofEntry(): string | undefined;
}

export interface ListFaults {
  /** The number of the client's attempts at one call that fail. */
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

/** The client's retries help in half of the failures. */
export function drawnListFaults(random: Random, knobs: Knobs): ListFaults {
  const { maxAttempts } = LIST_CLIENT;
  return {
    failedAttempts() {
      if (!random.chance(knobs.listFaultChance)) return 0;
      return random.chance(0.5) ? maxAttempts : random.integer(1, maxAttempts - 1);
    },
  };
}
