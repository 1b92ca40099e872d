import type { SyncMode } from '../lambda/core/contract.ts';
import { SyncFailedError, type SyncResult } from '../lambda/sync/completion.ts';
import { openResources } from './open-resources.ts';
import type { Pipeline } from './pipeline.ts';
import type { Printer } from './printer.ts';

/** As often as a stack does: what drifted is mended within a day. */
const RECONCILE_EVERY_MS = 24 * 3_600_000;

/**
 * Syncs each scope once, and shows what is open. A scope that fails does not keep the others.
 *
 * @returns whether none failed
 */
export async function syncRound(
  pipeline: Pipeline,
  scopes: readonly string[],
  printer: Printer,
  signal: AbortSignal,
): Promise<boolean> {
  let complete = true;
  for (const scope of scopes) {
    if (signal.aborted) return complete;
    complete = (await syncOne(pipeline, scope, printer)) && complete;
  }
  const open = await Promise.all(scopes.map((scope) => openResources(pipeline, scope)));
  printer.open(open.flat(), Date.now());
  return complete;
}

async function syncOne(pipeline: Pipeline, scope: string, printer: Printer): Promise<boolean> {
  try {
    const result = await pipeline.sync(scope, await modeOf(pipeline, scope));
    printer.note(`${scope}: ${outcomeOf(result)}`);
    return true;
  } catch (error) {
    if (!(error instanceof SyncFailedError)) throw error;
    printer.problem(error.message);
    return false;
  }
}

async function modeOf(pipeline: Pipeline, scope: string): Promise<SyncMode> {
  const { reconciledAt = '' } = await pipeline.open(scope).ports.store.readCheckpoint();
  return Date.now() - Date.parse(reconciledAt) > RECONCILE_EVERY_MS ? 'reconcile' : 'sync';
}

function outcomeOf({ report: { mode, listed, published } }: SyncResult): string {
  const news = published === 0 ? 'nothing changed' : `${published} ${published === 1 ? 'event' : 'events'}`;
  if (mode !== 'baseline') return `${news}, ${listed} listed`;
  return `first sync, ${listed} listed; ${published} of them open, and announced`;
}
