import type { Baseline, ExpiryThreshold } from '../core/contract.ts';
import type { EventContext } from '../core/event.ts';
import type { Source } from '../core/source.ts';
import type { Ports } from '../ports.ts';

export interface SyncSettings {
  readonly eventSource: string;
  readonly baseline: Baseline;
  readonly expiryThresholds: readonly ExpiryThreshold[];
  /** Whether a complete sync says so by `Sync Completed`. */
  readonly announceCompletion: boolean;
}

/** One scope, with all that its sync works with. None of it changes while it runs. */
export interface Scope {
  readonly name: string;
  readonly source: Source;
  readonly ports: Ports;
  readonly settings: SyncSettings;
}

export const eventContextOf = ({ name, ports, settings }: Scope): EventContext => ({
  scope: name,
  eventSource: settings.eventSource,
  digest: ports.digest,
});
