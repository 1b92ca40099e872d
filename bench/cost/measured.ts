import type { Requests } from '../world/bench-world.ts';
import figures from './measured.json' with { type: 'json' };

/** What one run takes. */
export interface RunFigures extends Requests {
  /** With the latency of a network, the start of the process included. */
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly logBytes: number;
}

/** Of one list. */
export interface ListFigures {
  /** How many were settled. */
  readonly history: number;
  readonly idle: RunFigures;
  /** A run that lists everything. */
  readonly reconciliation: RunFigures;
  /** Names of the metrics that an idle run sends. */
  readonly metrics: readonly string[];
  /** Of invitations: on top of the run that finds the change. */
  readonly writeUnitsAChange?: number;
}

export type Kind = 'invitations' | 'contact-engagements';

export interface Measured extends Readonly<Record<Kind, ListFigures>> {
  readonly measuredOn: string;
  readonly machine: string;
}

export const measured: Measured = figures;
