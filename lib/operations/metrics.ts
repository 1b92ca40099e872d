import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS_NAMESPACE, type SyncMetric } from '../../lambda/core/contract.ts';
import { PropsError } from '../props/props-error.ts';

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

/**
 * A metric with 0 in each period in which it was not sent. CloudWatch looks further back than an alarm's periods, and takes
 * what it finds there before it counts anything as missing. So an alarm for "3 of 3, missing is breaching" needs five empty
 * periods, and of this metric three. Data that come a little late are 0 at first: one of three periods, which is not enough.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export const zeroWhereMissing = (metric: Metric, period: Duration): IMetric =>
  new MathExpression({ expression: 'FILL(sent, 0)', usingMetrics: { sent: metric }, label: metric.metricName, period });

const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3600;

/** A metric in seconds as people read it: in whole days, and the remaining whole hours. */
export function timeLeft(seconds: Metric, label: string): IMetric[] {
  // CloudWatch wants ids that begin in lower case, and each only once on a graph.
  const id = label.toLowerCase().replaceAll(/[^a-z0-9]/g, '_');
  const period = Duration.hours(1);
  const days = `FLOOR(${id} / ${DAY_SECONDS})`;
  const expressionOf = (expression: string, unit: string) =>
    new MathExpression({
      expression,
      usingMetrics: { [id]: seconds.with({ period }) },
      label: `${label}: ${unit}`,
      period,
    });
  return [
    expressionOf(days, 'days'),
    expressionOf(`FLOOR((${id} - ${days} * ${DAY_SECONDS}) / ${HOUR_SECONDS})`, 'and hours'),
  ];
}

/** A list that is synced on its own, with how often. */
export interface ScopeRate {
  readonly scope: string;
  readonly rate: Duration;
}
