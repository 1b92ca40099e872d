import { DEFAULT_BASELINE, DEFAULT_EVENT_SOURCE, DEFAULT_EXPIRY_THRESHOLDS } from '../../lambda/core/contract.ts';
import type { SyncSettings } from '../../lambda/core/settings.ts';

/** The defaults of the stack, without `Sync Completed`: a line an hour would bury all others. */
export const LOCAL_SETTINGS: SyncSettings = {
  eventSource: DEFAULT_EVENT_SOURCE,
  baseline: DEFAULT_BASELINE,
  expiryThresholds: DEFAULT_EXPIRY_THRESHOLDS,
  announceCompletion: false,
};

export const TABLE_NAME = 'snapshots';
