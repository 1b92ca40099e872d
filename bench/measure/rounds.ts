import type { ContestantName } from '../functions/contestants.ts';

/** How often a contestant is called in each phase. */
export interface Rounds {
  readonly first: number;
  readonly cold: number;
  readonly idle: number;
  readonly afar: number;
  readonly changed: number;
  /** Whether its requests are counted, by further calls through the proxy: those of the first sync, and the others. */
  readonly firstCounted: boolean;
  readonly counted: boolean;
}

const SHORT = 1000;
const LONG = 20_000;

/** Many where a call is short, and few where it takes minutes; `undefined`: the contestant does not take part. */
export function roundsOf(name: ContestantName, history: number): Rounds | undefined {
  const first = history <= SHORT ? 3 : 1;
  // The same for those that are counted: who sat out a round would find its changes in the next one.
  const changed = history <= LONG ? 3 : 1;
  switch (name) {
    case 'careful':
      if (history > LONG) return { first, cold: 1, idle: 3, afar: 0, changed, firstCounted: false, counted: true };
      return { first, cold: 3, idle: 7, afar: 0, changed, firstCounted: true, counted: true };
    case 'ours':
      return { first, cold: 3, idle: 7, afar: 7, changed, firstCounted: history <= LONG, counted: true };
    case 'floor':
      return { first: 0, cold: 3, idle: 7, afar: 7, changed: 0, firstCounted: false, counted: true };
    // After the first sync, there is no difference.
    case 'ours-all':
      if (history > SHORT && history !== LONG) return undefined;
      return { first, cold: 0, idle: 0, afar: 0, changed: 0, firstCounted: history <= SHORT, counted: false };
    case 'plain':
      if (history <= SHORT) return { first: 1, cold: 1, idle: 3, afar: 0, changed, firstCounted: true, counted: true };
      if (history >= LONG) return undefined;
      return { first: 1, cold: 0, idle: 1, afar: 0, changed: 1, firstCounted: false, counted: false };
  }
}
