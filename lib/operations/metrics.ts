import type { Duration } from 'aws-cdk-lib';
import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS_NAMESPACE, type SyncMetric } from '../../lambda/core/contract.ts';
import { PropsError } from '../props/problems.ts';

/** The statistic that makes sense of each. */
const STATISTICS: Readonly<Record<SyncMetric, string>> = {
  SyncCompleted: Stats.SUM,
  UnpublishedAge: Stats.MAXIMUM,
  TimeToNextExpiry: Stats.MINIMUM,
  ListCalls: Stats.SUM,
  OddItems: Stats.SUM,
  UnannouncedChanges: Stats.SUM,
};

export function syncMetric(
  metricName: SyncMetric,
  scope: string,
  scopes: readonly string[],
  options: MetricOptions = {},
): Metric {
  if (!scopes.includes(scope)) {
    throw new PropsError(
      `Metric ${metricName}: must be of a scope that is synced, which is ${scopes.join(', ')}, got ${scope}. Example: ${scopes[0]}`,
    );
  }
  return new Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    statistic: STATISTICS[metricName],
    ...options,
    dimensionsMap: { scope },
  });
}

/** A list that is synced on its own, with how often. */
export interface ScopeRate {
  readonly scope: string;
  readonly rate: Duration;
}
