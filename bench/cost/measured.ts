import figures from './measured.json' with { type: 'json' };

/** What one run takes. One that reconciles lists the window before everything. */
export interface RunFigures {
  readonly listCalls: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly events: number;
  /** Calls to all services. */
  readonly requests: number;
  /** Of the processor, the start of the process included. */
  readonly cpuMs: number;
  readonly logBytes: number;
}

export interface HistoryFigures {
  readonly history: number;
  readonly open: number;
  /** Of the first sync, which records the history. */
  readonly firstWriteUnits: number;
  readonly idle: RunFigures;
  readonly reconciliation: RunFigures;
}

export type Kind = 'invitations' | 'contact-engagements';

export interface Measured {
  readonly command: string;
  readonly measuredOn: string;
  readonly machine: string;
  readonly invitations: readonly HistoryFigures[];
  readonly 'contact-engagements': readonly HistoryFigures[];
  /** Names of the metrics that an idle run sends. */
  readonly metrics: Readonly<Record<Kind, readonly string[]>>;
  /** What one change takes, on top of the run that finds it. */
  readonly change: { readonly readUnits: number; readonly writeUnits: number; readonly eventBytes: number };
  /** Of a stored snapshot, with its copy in the index and what DynamoDB counts for each item besides. */
  readonly snapshotBytes: number;
}

export const measured: Measured = figures;
