import type { Usage } from './bill.ts';
import type { ListFigures, Measured, RunFigures } from './measured.ts';
import {
  alarmMetricsOf,
  HOURS_A_MONTH,
  type LambdaFunction,
  ofType,
  queuedFunctionsOf,
  schedulesOf,
  type Template,
} from './template.ts';

const GB = 1e9;
const DAYS_A_MONTH = HOURS_A_MONTH / 24;
/** A virtual processor, by the memory of a function: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const MB_OF_A_PROCESSOR = 1769;

/** Not measured. */
const ASSUMED = {
  /** Each with a run of its own, which AWS's own events start. */
  changesAMonth: 1000,
  /** START, END and REPORT of Lambda, and the 26 bytes by which CloudWatch counts each line longer. */
  lambdaLogBytes: 500,
  /** Of a resource in the table, in the index, and what DynamoDB adds to each. */
  storedBytes: 700,
  /**
   * Lambda polls a queue with up to five long polls at once
   * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html). The 20 seconds of each were not found.
   */
  pollsOfAQueueAMonth: (HOURS_A_MONTH * 3600 * 5) / 20,
};

/** @param history settled invitations, over all lists */
export function usageOf(template: Template, measured: Measured, history: number): Usage {
  const schedules = schedulesOf(template);
  const queued = queuedFunctionsOf(template);
  const lists = schedules.filter(({ kind }) => kind === 'invitations').length;
  const tables = ofType(template, 'AWS::DynamoDB::Table');
  const storedGb = (history * ASSUMED.storedBytes) / GB;
  const usage: Usage = {
    kmsKeys: ofType(template, 'AWS::KMS::Key').length,
    alarmMetrics: alarmMetricsOf(template),
    metrics: schedules.reduce((sum, { kind }) => sum + measured[kind].metrics.length, 0),
    dashboards: ofType(template, 'AWS::CloudWatch::Dashboard').length,
    logsWrittenGb: 0,
    lambdaRequests: 0,
    lambdaGbSeconds: 0,
    schedulerRuns: schedules.reduce((sum, { runsAMonth }) => sum + runsAMonth, 0),
    events: ASSUMED.changesAMonth,
    readUnits: 0,
    writeUnits: ASSUMED.changesAMonth * (measured.invitations.writeUnitsAChange ?? 0),
    tableGb: storedGb * tables.length,
    backupGb:
      storedGb * tables.filter(({ PointInTimeRecoverySpecification: set }) => set?.PointInTimeRecoveryEnabled).length,
    queueRequests: queued.length * ASSUMED.pollsOfAQueueAMonth,
  };
  const add = (runs: number, figures: RunFigures, by: LambdaFunction) => {
    usage.lambdaRequests += runs;
    usage.lambdaGbSeconds += (runs * secondsOf(figures, by) * by.memoryMb) / 1024;
    usage.logsWrittenGb += (runs * (figures.logBytes + ASSUMED.lambdaLogBytes)) / GB;
    usage.events += runs * figures.putEventsCalls;
    usage.readUnits += runs * figures.readUnits;
    usage.writeUnits += runs * figures.writeUnits;
  };
  for (const { kind, runsAMonth, runs } of schedules) {
    const listed = kind === 'invitations' ? history / lists : measured[kind].history;
    // One run a day lists everything.
    add(runsAMonth - DAYS_A_MONTH, measured[kind].idle, runs);
    add(DAYS_A_MONTH, reconciliationOf(measured[kind], listed), runs);
  }
  for (const by of queued) add(ASSUMED.changesAMonth / queued.length, measured.invitations.idle, by);
  return usage;
}

/** It is taken to grow with the history in a straight line. */
function reconciliationOf({ idle, reconciliation, history }: ListFigures, listed: number): RunFigures {
  const at = (key: 'listCalls' | 'readUnits' | 'wallMs' | 'cpuMs') =>
    idle[key] + ((reconciliation[key] - idle[key]) * listed) / history;
  return {
    ...reconciliation,
    listCalls: at('listCalls'),
    readUnits: at('readUnits'),
    wallMs: at('wallMs'),
    cpuMs: at('cpuMs'),
  };
}

/** What is computed takes longer on a part of a processor; and many calls wait for the call limit. */
function secondsOf({ wallMs, cpuMs, listCalls }: RunFigures, { memoryMb, callsPerSecond }: LambdaFunction): number {
  const computedMs = cpuMs * Math.max(1, MB_OF_A_PROCESSOR / memoryMb);
  return Math.max((wallMs - cpuMs + computedMs) / 1000, listCalls / callsPerSecond);
}
