import type { Baseline, ExpiryThreshold } from './contract.ts';

export interface SyncSettings {
  readonly eventSource: string;
  readonly baseline: Baseline;
  readonly expiryThresholds: readonly ExpiryThreshold[];
  /** Whether a complete sync says so by `Sync Completed`. */
  readonly announceCompletion: boolean;
}
