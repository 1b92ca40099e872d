import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { syncMetric } from '../operations/metrics.ts';
import { EngagementFeed } from './engagement-feed.ts';

/** A feed with the metrics of its scopes, as docs/architecture.md lists them. */
export abstract class MeasuredFeed extends EngagementFeed {
  abstract readonly scopes: readonly string[];

  /** 1 for each complete run of a scope, 0 for any other. A run that found no turn to take is not counted. */
  metricSyncCompleted(scope: string, options?: MetricOptions): Metric {
    return syncMetric('SyncCompleted', scope, this.scopes, options);
  }

  /** For how many seconds the oldest unpublished event of a scope has been waiting. */
  metricUnpublishedAge(scope: string, options?: MetricOptions): Metric {
    return syncMetric('UnpublishedAge', scope, this.scopes, options);
  }

  /** In how many seconds the next PENDING invitation of a scope expires. */
  metricTimeToNextExpiry(scope: string, options?: MetricOptions): Metric {
    return syncMetric('TimeToNextExpiry', scope, this.scopes, options);
  }

  /** Calls of the list API. */
  metricListCalls(scope: string, options?: MetricOptions): Metric {
    return syncMetric('ListCalls', scope, this.scopes, options);
  }

  /** Values of the list that the sync could not read, or had to cut. */
  metricOddItems(scope: string, options?: MetricOptions): Metric {
    return syncMetric('OddItems', scope, this.scopes, options);
  }

  /** Changes that a sync found and no native event had told of. */
  metricUnannouncedChanges(scope: string, options?: MetricOptions): Metric {
    return syncMetric('UnannouncedChanges', scope, this.scopes, options);
  }
}
