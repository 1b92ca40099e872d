import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRICS_NAMESPACE, type SyncMetric } from '../core/contract.ts';
import type { SyncResult } from '../sync/completion.ts';

export const logger = new Logger({ serviceName: 'engagement-sync' });

/** Sends the metrics of one run. */
export function emitMetrics(result: SyncResult, { nativeWakeUp }: { nativeWakeUp: boolean }, nowMs: number): void {
  const { report, complete, nextExpiries, unpublishedSince, oddItems, unannounced } = result;
  const metrics = new Metrics({ namespace: METRICS_NAMESPACE });
  metrics.clearDefaultDimensions();
  metrics.setDefaultDimensions({ scope: report.scope });
  const count = (name: SyncMetric, value: number) => metrics.addMetric(name, MetricUnit.Count, value);
  const seconds = (name: SyncMetric, ms: number) =>
    metrics.addMetric(name, MetricUnit.Seconds, Math.max(0, Math.round(ms / 1000)));

  // A list that this account does not have is not a failure: there is nothing to read.
  count('SyncCompleted', complete || result.unavailable !== undefined ? 1 : 0);
  count('ListCalls', report.apiCalls);
  const [next] = nextExpiries;
  if (next) seconds('TimeToNextExpiry', Date.parse(next.expiresAt) - nowMs);
  if (unpublishedSince !== undefined) seconds('UnpublishedAge', nowMs - Date.parse(unpublishedSince));
  if (oddItems > 0) count('OddItems', oddItems);
  if (nativeWakeUp && unannounced > 0) count('UnannouncedChanges', unannounced);
  metrics.publishStoredMetrics();
}
