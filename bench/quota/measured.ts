import figures from './measured.json' with { type: 'json' };

/** What the schedules of the invitations took in a day without a change. */
export interface Day {
  /** Settled invitations, over all lists. */
  readonly history: number;
  /** Of the syncs, ISO 8601. */
  readonly rate: string;
  readonly syncs: number;
  readonly syncCalls: number;
  /** Of those of them that list everything, beyond what the others take. */
  readonly reconciliationCalls: number;
}

export interface Measured {
  readonly command: string;
  readonly measuredOn: string;
  readonly machine: string;
  /** Pending invitations in each list on the days. */
  readonly open: number;
  readonly days: readonly Day[];
  /** Calls of one sync, by how many are pending. */
  readonly syncs: readonly { readonly open: number; readonly calls: number }[];
}

export const measured: Measured = figures;
