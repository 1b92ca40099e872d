import { readFileSync } from 'node:fs';
import type { ContestantName } from './functions/contestants.ts';
import type { Requests } from './world/bench-world.ts';
import type { OpenForEver } from './world/engagement-list.ts';

/** The measurements of one run of the bench. `npm run bench -- --write` stores them. */
export interface Figures {
  readonly command: string;
  /** ISO 8601, a day */
  readonly measuredOn: string;
  /** Of the code that was measured. */
  readonly commit: string;
  readonly machine: string;
  readonly histories: readonly HistoryFigures[];
  readonly engagements: readonly EngagementFigures[];
  readonly limited: readonly LimitedFigures[];
}

/** Idle syncs, the usual case. */
export interface IdleFigures {
  readonly idle: PhaseFigures;
  /** The same, with the latency of a network. */
  readonly afar: PhaseFigures;
}

/** Of one list of invitations: how many are settled, and how many changes it had at once. */
export interface HistoryFigures extends IdleFigures {
  readonly history: number;
  readonly changes: number;
  readonly first: PhaseFigures;
  readonly changed: PhaseFigures;
  /** The first call of a new process, on a list where nothing has changed. */
  readonly cold: PhaseFigures;
}

/** Of one list of contact engagements. */
export interface EngagementFigures extends IdleFigures {
  readonly engagements: number;
  readonly openForEver: OpenForEver;
}

export type Phase = 'first' | 'idle' | 'afar' | 'changed' | 'cold';

export type PhaseFigures = { readonly [name in ContestantName]?: CallFigures };

/** One sample a round, in the order of the rounds, which all contestants share. */
export interface CallFigures {
  readonly wallMs: readonly number[];
  readonly cpuMs: readonly number[];
  /** The time to load the bundle; only for new processes. */
  readonly initMs: readonly number[];
  readonly peakMemoryMb: number;
  /** Counted in a separate call; absent if that would take too long. */
  readonly requests?: Requests;
}

/** A first sync with the default call limit of the stack. */
export interface LimitedFigures {
  readonly contestant: ContestantName;
  readonly pages: number;
  readonly callsPerSecond: number;
  readonly wallMs: number;
}

export const FIGURES_FILE = new URL('figures.json', import.meta.url);

export const storedFigures = (): Figures => JSON.parse(readFileSync(FIGURES_FILE, 'utf8'));
