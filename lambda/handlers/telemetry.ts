import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRICS_NAMESPACE } from '../core/contract.ts';
import type { SyncResult } from '../sync/completion.ts';

export const logger = new Logger({ serviceName: 'engagement-sync' });

/**
 * The metrics of a scope. Each costs money by the hour in which it is sent, so that there is one only for what someone
 * would act on, and most are sent only when there is something to act on:
 *
 * - `SyncCompleted`: silence, when it stays away;
 * - `ListCalls`: what is taken from the quota that is shared with the partner's CRM;
 * - `TimeToNextExpiry`: an invitation that runs out unanswered;
 * - `UnpublishedAge`, if any event waits: EventBridge does not take it;
 * - `OddItems`, if any: the API says something that we do not understand, or at a length that it does not document;
 * - `UnannouncedChanges`, if any: AWS's native events told of none of them.
 */
export function emitMetrics(result: SyncResult, { nativeWakeUp }: { nativeWakeUp: boolean }, nowMs: number): void {
  const { report, complete, nextExpiry, unpublishedSince, oddItems, unannounced } = result;
  const metrics = new Metrics({ namespace: METRICS_NAMESPACE });
  metrics.clearDefaultDimensions();
  metrics.setDefaultDimensions({ scope: report.scope });
  metrics.addMetric('SyncCompleted', MetricUnit.Count, complete ? 1 : 0);
  metrics.addMetric('ListCalls', MetricUnit.Count, report.apiCalls);
  if (nextExpiry !== undefined) {
    metrics.addMetric('TimeToNextExpiry', MetricUnit.Seconds, seconds(Date.parse(nextExpiry) - nowMs));
  }
  if (unpublishedSince !== undefined) {
    metrics.addMetric('UnpublishedAge', MetricUnit.Seconds, seconds(nowMs - Date.parse(unpublishedSince)));
  }
  if (oddItems > 0) metrics.addMetric('OddItems', MetricUnit.Count, oddItems);
  if (nativeWakeUp && unannounced > 0) metrics.addMetric('UnannouncedChanges', MetricUnit.Count, unannounced);
  metrics.publishStoredMetrics();
}

const seconds = (ms: number) => Math.max(0, Math.round(ms / 1000));
