import type { Baseline, ExpiryThreshold } from './contract.ts';

export interface SyncSettings {
  readonly eventSource: string;
  readonly baseline: Baseline;
  readonly expiryThresholds: readonly ExpiryThreshold[];
  /** Whether a complete sync publishes `Sync Completed`. */
  readonly announceCompletion: boolean;
  /** Scopes that nobody asked for by name: their list may be refused as long as it has never been read. */
  readonly toleratedScopes?: readonly string[];
}
