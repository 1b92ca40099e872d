import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRICS_NAMESPACE } from '../core/contract.ts';
import type { SyncResult } from '../sync/completion.ts';

export const logger = new Logger({ serviceName: 'engagement-sync' });

/**
 * Five metrics a scope, since each costs money; each is something that someone would act on:
 *
 * - `SyncCompleted`: silence, when it stays away;
 * - `UnpublishedAge`: events that EventBridge does not take;
 * - `TimeToNextExpiry`: an invitation that runs out unanswered;
 * - `ListCalls`: what is taken from the quota that is shared with the partner's CRM;
 * - `OddItems`: the API says something that we do not understand.
 */
export function emitMetrics(result: SyncResult, nowMs: number): void {
  const metrics = new Metrics({ namespace: METRICS_NAMESPACE });
  metrics.clearDefaultDimensions();
  metrics.setDefaultDimensions({ scope: result.report.scope });
  metrics.addMetric('SyncCompleted', MetricUnit.Count, result.complete ? 1 : 0);
  metrics.addMetric('ListCalls', MetricUnit.Count, result.report.apiCalls);
  metrics.addMetric('OddItems', MetricUnit.Count, result.oddItems);
  metrics.addMetric('UnpublishedAge', MetricUnit.Seconds, seconds(nowMs - Date.parse(result.unpublishedSince ?? '')));
  if (result.nextExpiry !== undefined) {
    metrics.addMetric('TimeToNextExpiry', MetricUnit.Seconds, seconds(Date.parse(result.nextExpiry) - nowMs));
  }
  metrics.publishStoredMetrics();
}

const seconds = (ms: number) => (Number.isNaN(ms) ? 0 : Math.max(0, Math.round(ms / 1000)));
