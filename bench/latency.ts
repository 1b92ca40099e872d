import type { FaultSource } from '../local/aws/faults.ts';

/** What a call takes besides what its stand-in takes. Assumed, not measured at AWS. */
export const LIST_LATENCY_MS = 100;
export const BACKEND_LATENCY_MS = 5;

export const delayedBy =
  (delayMs: number): FaultSource =>
  () => ({ delayMs });
