import { describe, expect, it } from 'vitest';
import { synthesize } from '../synthesize.ts';
import { type AlarmRule, type DataPoint, RANGE, stateOf } from './alarm-evaluation.ts';

const points = (row: string): DataPoint[] => row.split(' ').map((point) => (point === '-' ? undefined : point === 'X'));

/**
 * "How alarm state is evaluated when data is missing" in
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html: 0 does not breach, X does, and
 * - is missing. The states follow, first if missing data are breaching, then if they are not breaching.
 */
const DOCUMENTED: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  '3 out of 3': [
    ['0 - X - X', 'OK', 'OK'],
    ['0 - - - -', 'OK', 'OK'],
    ['- - - - -', 'ALARM', 'OK'],
    ['0 X X - X', 'ALARM', 'ALARM'],
    ['- - - - X', 'ALARM', 'OK'],
    ['X - - - -', 'ALARM', 'OK'],
  ],
  '2 out of 3': [
    ['0 - X - X', 'ALARM', 'ALARM'],
    ['0 0 X 0 X', 'ALARM', 'ALARM'],
    ['0 - X - -', 'ALARM', 'OK'],
    ['- - - - 0', 'ALARM', 'OK'],
    ['- - - - X', 'ALARM', 'OK'],
  ],
};

describe.each(Object.entries(DOCUMENTED))('the evaluation of alarms for %s is that of the table', (which, rows) => {
  const rule = { evaluationPeriods: 3, datapointsToAlarm: Number(which[0]) };
  it.each(rows)('%s: %s where missing is breaching, %s where not', (row, breaching, notBreaching) => {
    expect(stateOf(points(row), { ...rule, missing: 'breaching' })).toBe(breaching);
    expect(stateOf(points(row), { ...rule, missing: 'notBreaching' })).toBe(notBreaching);
  });
});

interface Silence {
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly TreatMissingData: AlarmRule['missing'];
  readonly Metrics: readonly {
    readonly Id: string;
    readonly Expression?: string;
    readonly MetricStat?: { readonly Metric: { readonly MetricName: string }; readonly Period: number };
  }[];
}

/** After how many periods without data an alarm that was fine goes off. */
function emptyPeriodsToAlarm(rule: AlarmRule, filled: DataPoint): number {
  const range: DataPoint[] = Array(RANGE).fill(false);
  for (let empty = 1; empty <= 2 * RANGE; empty++) {
    range.shift();
    range.push(filled);
    if (stateOf(range, rule) === 'ALARM') return empty;
  }
  return Number.POSITIVE_INFINITY;
}

describe.each(['PT1M', 'PT10M', 'P1D'])('silence, at a rate of %s,', (invitationsRate) => {
  const alarms = Object.values(synthesize({ invitationsRate }).findResources('AWS::CloudWatch::Alarm'));
  const silence = alarms.map(({ Properties }) => Properties).find(({ Metrics }) => Metrics) as Silence;
  const [math, sent] = silence.Metrics;
  const rule = {
    evaluationPeriods: silence.EvaluationPeriods,
    datapointsToAlarm: silence.DatapointsToAlarm ?? silence.EvaluationPeriods,
    missing: silence.TreatMissingData,
  };

  it('is less than one complete sync in a period', () => {
    expect(silence).toMatchObject({ ComparisonOperator: 'LessThanThreshold', Threshold: 1 });
    expect(sent?.MetricStat).toMatchObject({
      Metric: { Namespace: 'EngagementSync', MetricName: 'SyncCompleted' },
      Stat: 'Sum',
      Period: { PT1M: 60, PT10M: 600, P1D: 86_400 }[invitationsRate],
    });
  });

  it('is noticed after three periods, whether runs fail or do not happen', () => {
    expect(math?.Expression).toBe(`FILL(${sent?.Id}, 0)`);
    const failed = true;
    expect(emptyPeriodsToAlarm(rule, failed)).toBe(3);
    // Without FILL, missing data would count as failures only when the range has nothing else.
    expect(emptyPeriodsToAlarm(rule, undefined)).toBe(5);
  });

  it('is noticed where the metric was never sent, which leaves nothing to be filled', () => {
    expect(stateOf(Array(RANGE).fill(undefined), rule)).toBe('ALARM');
  });
});
