/** Whether a data point breaches; undefined: it is missing. */
export type DataPoint = boolean | undefined;

export interface AlarmRule {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missing: 'breaching' | 'notBreaching';
}

/** The number of data points that CloudWatch retrieves for an alarm of three periods in its examples. It depends on the period. */
export const RANGE = 5;

/**
 * The state of an alarm, evaluated as CloudWatch documents it: uses the newest real data points, up to the number of the
 * alarm's periods, and fills in the missing ones.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 *
 * @param range oldest first
 */
export function stateOf(
  range: readonly DataPoint[],
  { evaluationPeriods, datapointsToAlarm, missing }: AlarmRule,
): 'ALARM' | 'OK' {
  const real = range.filter((point) => point !== undefined).slice(-evaluationPeriods);
  const filled = Array(evaluationPeriods - real.length).fill(missing === 'breaching');
  return [...real, ...filled].filter(Boolean).length >= datapointsToAlarm ? 'ALARM' : 'OK';
}
