import * as v from 'valibot';
import type { WakeUp } from '../core/contract.ts';
import type { Log } from '../ports.ts';
import type { News } from '../sync/wake-up.ts';

const queueBatch = v.object({ Records: v.array(v.unknown()) });

const wakeUp = v.object({
  scope: v.string(),
  invitationId: v.string(),
} satisfies Record<keyof WakeUp, v.GenericSchema>);

const message = v.object({
  body: v.pipe(v.string(), v.parseJson(), wakeUp),
  attributes: v.object({ SentTimestamp: v.pipe(v.string(), v.toNumber()) }),
});

/**
 * The news in a batch of the queue of wake-ups, by scope. A message that is none is passed over: the schedules find what
 * it may have meant.
 *
 * @returns undefined where the function was called by something else
 */
export function readNews(event: unknown, log: Log): readonly News[] | undefined {
  const batch = v.safeParse(queueBatch, event);
  if (!batch.success) return undefined;

  const news = new Map<string, { scope: string; resourceIds: Set<string>; sentMs: number }>();
  let odd = 0;
  for (const record of batch.output.Records) {
    const result = v.safeParse(message, record);
    if (!result.success) {
      odd += 1;
      continue;
    }
    const { scope, invitationId } = result.output.body;
    const { resourceIds, sentMs } = news.get(scope) ?? { resourceIds: new Set(), sentMs: 0 };
    const latestMs = Math.max(sentMs, result.output.attributes.SentTimestamp);
    news.set(scope, { scope, resourceIds: resourceIds.add(invitationId), sentMs: latestMs });
  }
  if (odd > 0) log.warn('Messages in the queue of wake-ups that are none', { odd });
  return [...news.values()];
}
