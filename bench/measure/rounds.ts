import type { ContestantName } from '../functions/contestants.ts';

/** How often a contestant is called in each phase. */
export interface Rounds {
  readonly first: number;
  readonly cold: number;
  readonly idle: number;
  readonly afar: number;
  readonly changed: number;
  /** Whether to count its requests, by further calls through the proxy. */
  readonly counted: boolean;
}

const NONE: Rounds = { first: 0, cold: 0, idle: 0, afar: 0, changed: 0, counted: false };
const SHORT = 1000;
const LONG = 20_000;

/** Many if a call is short, and few if it takes minutes. */
export function roundsOf(name: ContestantName, history: number): Rounds {
  const isShort = history <= SHORT;
  const first = isShort ? 3 : 1;
  switch (name) {
    case 'careful':
      return { first, cold: 3, idle: 7, afar: 0, changed: 3, counted: true };
    case 'ours':
      return { first, cold: 3, idle: 7, afar: 7, changed: 3, counted: true };
    case 'floor':
      return { ...NONE, cold: 3, idle: 7, afar: 7, counted: true };
    // After the first sync, there is no difference.
    case 'ours-all':
      return isShort || history === LONG ? { ...NONE, first, counted: isShort } : NONE;
    case 'plain':
      if (isShort) return { first: 1, cold: 1, idle: 3, afar: 0, changed: 3, counted: true };
      return history < LONG ? { ...NONE, first: 1, idle: 1, changed: 1 } : NONE;
  }
}
