import type { Api } from '../core/api.ts';
import type { EventContext } from '../core/event.ts';
import type { SyncSettings } from '../core/settings.ts';
import type { Ports } from '../ports.ts';

/** One scope with everything its sync needs. None of it changes during a run. */
export interface Scope {
  readonly name: string;
  readonly api: Api;
  readonly ports: Ports;
  readonly settings: SyncSettings;
}

export const eventContextOf = ({ name, ports, settings }: Scope): EventContext => ({
  scope: name,
  eventSource: settings.eventSource,
  digest: ports.digest,
});
