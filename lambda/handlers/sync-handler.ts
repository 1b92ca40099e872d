import type { Context } from 'aws-lambda';
import type { OpenList } from '../adapters/lister.ts';
import { withoutAccountIds } from '../core/account-ids.ts';
import type { Api } from '../core/api.ts';
import { SyncFailedError } from '../sync/completion.ts';
import type { Scope } from '../sync/scope.ts';
import { type SyncRequest, syncScope } from '../sync/sync-scope.ts';
import { connector } from './connections.ts';
import { type FunctionSettings, readEnvironment, readInput } from './environment.ts';
import { readNews, type ScopeNews } from './news.ts';
import { emitMetrics, logger } from './telemetry.ts';

/** A function that syncs the scope in its input, or those that native events are about. */
export function syncHandler(api: Api, openList: OpenList) {
  const connect = connector(api, openList);

  return async (event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> => {
    const settings = readEnvironment(process.env);
    const remainingMs = () => context.getRemainingTimeInMillis();
    const wakeUp = (news: ScopeNews) =>
      reported(connect(news.scope, settings), { mode: 'wake-up', news, remainingMs }, settings).catch(leaveToSchedule);

    const news = readNews(api, event, logger);
    if (news) {
      // Waits for all, even if one fails: otherwise Lambda would freeze the others in the middle.
      const outcomes = await Promise.allSettled(news.map(wakeUp));
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed) throw failed.reason;
      return;
    }
    const { scope, mode } = readInput(event);
    await reported(connect(scope, settings), { mode, remainingMs }, settings);
  };
}

/** The failure was reported. The next scheduled run is the retry, not a redelivery by the queue. */
function leaveToSchedule(error: unknown): void {
  if (!(error instanceof SyncFailedError)) throw error;
}

/** Syncs, then logs and counts the result. A failed run throws, so Lambda counts it too. */
async function reported(scope: Scope, request: SyncRequest, settings: FunctionSettings): Promise<void> {
  try {
    const result = await syncScope(scope, request);
    if (!result) {
      logger.info('Took no turn: another run has the scope, or has already done the work', {
        scope: scope.name,
        mode: request.mode,
      });
      return;
    }
    if (result.unavailable && result.isFirstOfDay) {
      logger.warn('Not available in this account: not a failure, because the list has never been read', {
        scope: scope.name,
        reason: result.unavailable,
      });
    }
    logger.info('Synced', { ...result });
    emitMetrics(result, settings, Date.now());
  } catch (thrown) {
    const error = withoutIds(thrown);
    if (error instanceof SyncFailedError) {
      logger.error(error.message, { ...error.result });
      emitMetrics(error.result, settings, Date.now());
    }
    throw error;
  }
}

/** Lambda logs every thrown error. */
function withoutIds(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const [message, stack] = [error.message, error.stack ?? ''].map(withoutAccountIds);
  return Object.assign(error, { message, stack });
}
