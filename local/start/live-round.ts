import { SyncFailedError, type SyncResult } from '../../lambda/sync/completion.ts';
import type { Pipeline } from '../pipeline.ts';
import type { Printer } from './printer.ts';

export interface Round {
  /** No scope failed. */
  readonly complete: boolean;
  /** Events of all scopes */
  readonly published: number;
}

/** Syncs each scope once. A failure of one does not stop the others. */
export async function syncRound(
  pipeline: Pipeline,
  scopes: readonly string[],
  printer: Printer,
  signal: AbortSignal,
): Promise<Round> {
  let round: Round = { complete: true, published: 0 };
  for (const scope of scopes) {
    if (signal.aborted) return round;
    const { complete, published } = await syncOne(pipeline, scope, printer);
    round = { complete: round.complete && complete, published: round.published + published };
  }
  return round;
}

async function syncOne(pipeline: Pipeline, scope: string, printer: Printer): Promise<Round> {
  try {
    const result = await pipeline.sync(scope);
    printer.note(`${scope}: ${result ? outcomeOf(result) : 'another run has it'}`);
    return { complete: true, published: result?.report.published ?? 0 };
  } catch (error) {
    if (!(error instanceof SyncFailedError)) throw error;
    printer.problem(error.message);
    return { complete: false, published: error.result.report.published };
  }
}

function outcomeOf({ report: { mode, listed, published }, unavailable }: SyncResult): string {
  if (unavailable) return `not available in this account, which is not a failure. ${unavailable}`;
  const events = `${published} ${published === 1 ? 'event' : 'events'}`;
  if (mode === 'baseline') return `first sync, ${listed} listed, ${published === 0 ? 'none open' : events}`;
  return `${published === 0 ? 'nothing changed' : events}, ${listed} listed`;
}
