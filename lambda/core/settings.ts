import type { Baseline, ExpiryThreshold } from './contract.ts';

export interface SyncSettings {
  readonly eventSource: string;
  readonly baseline: Baseline;
  readonly expiryThresholds: readonly ExpiryThreshold[];
  /** Whether a complete sync says so by `Sync Completed`. */
  readonly announceCompletion: boolean;
  /** Those whose list may be refused, as long as it has never been read: nobody has asked for them by name. */
  readonly toleratedScopes?: readonly string[];
}
