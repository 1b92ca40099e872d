import * as v from 'valibot';
import type { Api } from '../core/api.ts';
import type { WakeUp } from '../core/contract.ts';
import { scopePartsOf } from '../core/scope-name.ts';
import type { Log } from '../ports.ts';
import type { News } from '../sync/sync-scope.ts';

const queueBatch = v.object({ Records: v.array(v.unknown()) });

const wakeUp = v.object({
  scope: v.string(),
  invitationId: v.string(),
} satisfies Record<keyof WakeUp, v.GenericSchema>);

const message = v.object({
  body: v.pipe(v.string(), v.parseJson(), wakeUp),
  attributes: v.object({ SentTimestamp: v.pipe(v.string(), v.toNumber()) }),
});

/** The native events about one scope. */
export interface ScopeNews extends News {
  readonly scope: string;
}

/**
 * The news in a batch of the queue of wake-ups, by scope. Ignores a malformed message, or one about an unknown scope: the
 * schedules find the change anyway, and the rest of the batch must not wait.
 *
 * @returns undefined if something else called the function
 */
export function readNews(api: Api, event: unknown, log: Log): readonly ScopeNews[] | undefined {
  const batch = v.safeParse(queueBatch, event);
  if (!batch.success) return undefined;

  const news = new Map<string, { scope: string; resourceIds: Set<string>; sentMs: number }>();
  let malformed = 0;
  for (const record of batch.output.Records) {
    const result = v.safeParse(message, record);
    if (!result.success || !scopePartsOf(api, result.output.body.scope)) {
      malformed += 1;
      continue;
    }
    const { scope, invitationId } = result.output.body;
    const { resourceIds, sentMs } = news.get(scope) ?? { resourceIds: new Set(), sentMs: 0 };
    const latestMs = Math.max(sentMs, result.output.attributes.SentTimestamp);
    news.set(scope, { scope, resourceIds: resourceIds.add(invitationId), sentMs: latestMs });
  }
  if (malformed > 0) log.warn('Ignored malformed wake-up messages', { malformed });
  return [...news.values()];
}
