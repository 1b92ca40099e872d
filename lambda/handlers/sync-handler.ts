import type { Context } from 'aws-lambda';
import type { OpenApi } from '../apis/api.ts';
import type { SyncInput } from '../core/contract.ts';
import { SyncFailedError, type SyncResult } from '../sync/completion.ts';
import { syncScope } from '../sync/sync-scope.ts';
import { answerNews } from '../sync/wake-up.ts';
import { type Connection, connector } from './connections.ts';
import { type FunctionSettings, readEnvironment, readInput } from './environment.ts';
import { readNews } from './news.ts';
import { emitMetrics, logger } from './telemetry.ts';

/** A function that syncs the scope in its input, or those of which native events have told. */
export function syncHandler(openApi: OpenApi) {
  const connect = connector(openApi);

  return async (event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> => {
    const settings = readEnvironment(process.env);
    const remainingMs = () => context.getRemainingTimeInMillis();
    const sync = ({ source, ports }: Connection, input: SyncInput, announced?: ReadonlySet<string>) =>
      reported(
        settings,
        syncScope(ports, source, settings.sync, { ...input, ...(announced && { announced }), remainingMs }),
      );

    const news = readNews(event, logger);
    if (!news) {
      const input = readInput(event);
      return sync(connect(input.scope, settings), input);
    }
    await Promise.all(
      news.map((each) => {
        const connection = connect(each.scope, settings);
        const { ports, wakeUpMark } = connection;
        return answerNews(each, ports, wakeUpMark, () =>
          sync(connection, { scope: each.scope, mode: 'wake-up' }, each.resourceIds),
        );
      }),
    );
  };
}

/** Logs and counts how a run went. One that failed stays failed, so that Lambda counts it too. */
async function reported(settings: FunctionSettings, run: Promise<SyncResult>): Promise<void> {
  try {
    const result = await run;
    logger.info('Synced', { ...result });
    emitMetrics(result, settings, Date.now());
  } catch (thrown) {
    const error = withoutAccountIds(thrown);
    if (error instanceof SyncFailedError) {
      logger.error(error.message, { ...error.result });
      emitMetrics(error.result, settings, Date.now());
    }
    throw error;
  }
}

/** AWS names the role and the resource when it denies something, by ARNs. Lambda logs what is thrown. */
function withoutAccountIds(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const [message, stack] = [error.message, error.stack ?? ''].map((text) =>
    text.replace(/(?<!\d)\d{12}(?!\d)/g, '<account>'),
  );
  return Object.assign(error, { message, stack });
}
