import type { SyncMode } from '../core/contract.ts';
import { toDate } from '../core/dates.ts';
import { GAP_MS } from '../core/lease.ts';
import { ListRefusedError } from '../ports.ts';
import { announceCompletion, resultOf, SyncFailedError, type SyncResult } from './completion.ts';
import type { Scope } from './scope.ts';
import { type Turn, takeTurn, takeTurnForWakeUp } from './take-turn.ts';
import { playTurn, type TurnResult } from './turn.ts';

export interface SyncRequest {
  readonly mode: SyncMode;
  /** The native events that asked for the sync. */
  readonly news?: News;
  /** Time left until the function is stopped; Infinity if nothing stops it. */
  remainingMs(): number;
}

export interface News {
  readonly resourceIds: ReadonlySet<string>;
  /** When the latest event was sent. */
  readonly sentMs: number;
}

/** Set aside for the steps after the listing: deadlines, publishing, the checkpoint. A quarter if time is short. */
const RESERVE_MS = 15_000;

/**
 * Syncs one scope:
 *
 * 1. if a listing of everything is asked for, store that, in case this run does not get to it;
 * 2. take a turn as soon as nobody else has it, and play it (turn.ts);
 * 3. while there is work and time left, leave the scope to other runs that wait, then take the next turn;
 * 4. publish `Sync Completed`; or, if AWS refuses a list that nobody named and that was never read, say so in the result.
 *
 * @returns undefined if no turn was needed, or none was free in time
 * @throws SyncFailedError at its end, with every change found so far kept; errors of the store at once
 */
export async function syncScope(scope: Scope, request: SyncRequest): Promise<SyncResult | undefined> {
  const { ports, settings } = scope;
  const startedMs = ports.clock.nowMs();
  const reserveMs = Math.min(RESERVE_MS, request.remainingMs() / 4);
  const leftMs = () => request.remainingMs() - reserveMs;
  const mayWait = () => leftMs() > 0;
  const mayGoOn = () => request.mode !== 'wake-up' && leftMs() > GAP_MS;
  if (request.mode === 'reconcile') await ports.store.wantReconciliation(toDate(startedMs));

  const toldIds = request.news?.resourceIds ?? new Set<string>();
  const windowOnly = request.mode === 'wake-up';
  const turns: TurnResult[] = [];
  for (let turn = await takeFirstTurn(scope, request, mayWait); turn; turn = await takeTurn(ports, mayWait)) {
    const result = await playTurn(scope, turn, { windowOnly, toldIds, leftMs, mayGoOn });
    turns.push(result);
    if (!result.isWorkLeft || !mayGoOn()) break;
    await ports.clock.sleep(GAP_MS);
  }
  if (turns.length === 0) return undefined;

  const result = resultOf(scope, startedMs, turns);
  const unsaid = result.complete && settings.announceCompletion && (await announceCompletion(scope, result.report));

  const last = turns.at(-1);
  if (last && isTolerated(scope, last)) {
    const isFirstOfDay = turns[0]?.lookedBefore?.slice(0, 10) !== toDate(startedMs).slice(0, 10);
    return { ...result, unavailable: last.failures.join('; '), ...(isFirstOfDay && { isFirstOfDay }) };
  }
  const problems = [...(last?.failures ?? []), ...(unsaid ? [unsaid] : [])];
  if (problems.length > 0) throw new SyncFailedError({ ...result, complete: false }, problems, { cause: last?.cause });
  return result;
}

const takeFirstTurn = (
  { ports }: Scope,
  { mode, news }: SyncRequest,
  mayWait: () => boolean,
): Promise<Turn | undefined> =>
  mode === 'wake-up' ? takeTurnForWakeUp(ports, news?.sentMs ?? 0, mayWait) : takeTurn(ports, mayWait);

/** Nobody asked for the list by name, and it was never read: this account may not have the service. */
const isTolerated = ({ name, settings }: Scope, { cause, wasRead, failures }: TurnResult) =>
  cause instanceof ListRefusedError && !wasRead && failures.length === 1 && !!settings.toleratedScopes?.includes(name);
