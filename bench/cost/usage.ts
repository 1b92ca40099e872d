import { Environment } from '../../lambda/core/contract.ts';
import { GAP_MS, LISTING_MS } from '../../lambda/core/lease.ts';
import type { HistoryFigures, Measured, RunFigures } from './measured.ts';
import { METERS, type Meter } from './prices.ts';
import {
  alarmMetricsOf,
  billedKeysOf,
  checkAllCounted,
  idleQueueRequestsOf,
  type Mode,
  ofType,
  type Schedule,
  schedulesOf,
  type TemplateJson,
} from './template.ts';

export type Usage = Readonly<Record<Meter, number>>;

const GB = 1e9;
/** A virtual processor, by the memory of a function: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const MB_OF_A_PROCESSOR = 1769;
const DAYS_A_MONTH = 730 / 24;

/** Not measured. */
export const ASSUMED = {
  /** Created, updated, answered, and warned of. */
  changesAMonth: 1000,
  /** Of the network, for each request. */
  roundTripMs: 50,
  /** START, END and REPORT of Lambda, and the 26 bytes by which CloudWatch counts each line longer. */
  lambdaLogBytes: 500,
};

export interface Circumstances {
  /** Settled invitations, over all scopes. */
  readonly history: number;
  readonly ageYears?: number;
}

/** What a month takes. */
export function usageOf(template: TemplateJson, measured: Measured, circumstances: Circumstances): Usage {
  checkAllCounted(template);
  const { history, ageYears = 0 } = circumstances;
  const usage = Object.fromEntries(METERS.map((meter) => [meter, 0])) as Record<Meter, number>;
  const schedules = schedulesOf(template);
  const scopes = new Map(schedules.map(({ scope, kind }) => [scope, kind]));
  const lists = [...scopes.values()].filter((kind) => kind === 'invitations').length;
  const historyOf = ({ kind }: Schedule) =>
    kind === 'invitations' ? history / lists : figuresOf(measured, kind).history;

  usage.kmsKeys = billedKeysOf(template, ageYears);
  usage.alarmMetrics = alarmMetricsOf(template);
  usage.dashboards = ofType(template, 'AWS::CloudWatch::Dashboard').length;
  usage.metrics = [...scopes.values()].reduce((sum, kind) => sum + measured.metrics[kind].length, 0);
  usage.queueRequests = idleQueueRequestsOf(template);

  usage.schedulerRuns = schedules.reduce((sum, { runsAMonth }) => sum + runsAMonth, 0);
  for (const schedule of [...schedules.flatMap(runsOf), ...wakeUpsOf(template)]) {
    const run = runOf(schedule, figuresOf(measured, schedule.kind), historyOf(schedule));
    const announces = schedule.environment[Environment.announceCompletion] === 'true';
    usage.lambdaRequests += schedule.runsAMonth;
    usage.lambdaGbSeconds += (schedule.runsAMonth * secondsOf(run, schedule) * schedule.memoryMb) / 1024;
    usage.logsWrittenGb += (schedule.runsAMonth * (run.logBytes + ASSUMED.lambdaLogBytes)) / GB;
    usage.events += announces ? schedule.runsAMonth * run.events : 0;
    usage.readUnits += schedule.runsAMonth * run.readUnits;
    usage.writeUnits += schedule.runsAMonth * run.writeUnits;
  }
  const { change, snapshotBytes } = measured;
  usage.events += ASSUMED.changesAMonth;
  usage.readUnits += ASSUMED.changesAMonth * change.readUnits;
  usage.writeUnits += ASSUMED.changesAMonth * change.writeUnits;
  usage.logsKeptGb = usage.logsWrittenGb * monthsKept(template, 'AWS::Logs::LogGroup', 'RetentionInDays');
  if (ofType(template, 'AWS::Events::Archive').length > 0) {
    usage.archivedGb = (ASSUMED.changesAMonth * change.eventBytes) / GB;
    usage.archiveKeptGb = usage.archivedGb * monthsKept(template, 'AWS::Events::Archive', 'RetentionDays');
  }
  for (const { Properties } of ofType(template, 'AWS::DynamoDB::Table')) {
    usage.tableGb += (history * snapshotBytes) / GB;
    if (Properties?.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled) usage.backupGb += usage.tableGb;
  }
  return usage;
}

interface Runs extends Schedule {
  readonly mode: Mode;
}

/** One run a day lists everything, whatever the rate, which is a day at most. */
const runsOf = (schedule: Schedule): Runs[] => [
  { ...schedule, mode: 'sync', runsAMonth: schedule.runsAMonth - DAYS_A_MONTH },
  { ...schedule, mode: 'reconcile', runsAMonth: DAYS_A_MONTH },
];

/** The runs that AWS's own events start, as if each change had a run of its own: they are idle syncs with a cause. */
function wakeUpsOf(template: TemplateJson): Runs[] {
  if (ofType(template, 'AWS::Lambda::EventSourceMapping').length === 0) return [];
  const woken = schedulesOf(template).filter(({ kind }) => kind === 'invitations');
  return woken.map((schedule) => ({ ...schedule, mode: 'sync', runsAMonth: ASSUMED.changesAMonth / woken.length }));
}

/** A year, where it is kept forever. */
function monthsKept(template: TemplateJson, type: string, property: string): number {
  const days = ofType(template, type).map(({ Properties }) => Number(Properties?.[property] ?? 365));
  return Math.max(...days) / DAYS_A_MONTH;
}

/** Of the longest history that was measured. */
export function figuresOf(measured: Measured, kind: Schedule['kind']): HistoryFigures {
  return measured[kind].reduce((longest, figures) => (figures.history > longest.history ? figures : longest));
}

/**
 * An idle sync does not depend on the history. A reconciliation grows with it in a straight line; and each turn that its
 * calls make it take besides lists the window once more.
 */
export function runOf(
  { mode, environment }: Pick<Runs, 'mode' | 'environment'>,
  figures: HistoryFigures,
  history: number,
): RunFigures {
  const { idle, reconciliation } = figures;
  if (mode === 'sync') return idle;
  const line = (key: keyof RunFigures) => idle[key] + ((reconciliation[key] - idle[key]) * history) / figures.history;
  const furtherTurns = turnsOf(line('listCalls'), environment) - 1;
  const inTurns = (key: keyof RunFigures) => line(key) + furtherTurns * idle[key];
  return {
    listCalls: Math.ceil(inTurns('listCalls')),
    readUnits: inTurns('readUnits'),
    writeUnits: inTurns('writeUnits'),
    events: reconciliation.events,
    requests: Math.ceil(inTurns('requests')),
    cpuMs: line('cpuMs'),
    logBytes: reconciliation.logBytes,
  };
}

const turnsOf = (listCalls: number, environment: Schedule['environment']) =>
  Math.ceil(listCalls / callsPerSecond(environment) / (LISTING_MS / 1000));

const callsPerSecond = (environment: Schedule['environment']) => Number(environment[Environment.callsPerSecond]);

/** What is computed takes longer on a part of a processor; and calls wait for their budget, which fills between turns. */
function secondsOf({ cpuMs, requests, listCalls }: RunFigures, { memoryMb, environment }: Schedule): number {
  const computedMs = cpuMs * Math.max(1, MB_OF_A_PROCESSOR / memoryMb) + requests * ASSUMED.roundTripMs;
  const gapsMs = (turnsOf(listCalls, environment) - 1) * GAP_MS;
  return Math.max((computedMs + gapsMs) / 1000, listCalls / callsPerSecond(environment));
}
