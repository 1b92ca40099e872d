import { type CallFigures, type IdleFigures, storedFigures } from '../figures.ts';
import { median } from '../statistics.ts';
import type { Usage } from './bill.ts';
import {
  alarmMetricsOf,
  HOURS_A_MONTH,
  type Kind,
  type LambdaFunction,
  ofType,
  queuedFunctionsOf,
  schedulesOf,
  type Template,
} from './template.ts';

const GB = 1e9;
const DAYS_A_MONTH = HOURS_A_MONTH / 24;
export const PAGE_SIZE = 100;
/** The memory that gives a function one virtual processor: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const MB_OF_A_PROCESSOR = 1769;

/** Assumed, not measured. */
const ASSUMED = {
  /** Each with its own run, which AWS's own events start. */
  changesAMonth: 1000,
  engagements: 1000,
  /** Our own lines, and START, END and REPORT of Lambda, each 26 bytes longer as CloudWatch counts. */
  logBytes: 1300,
  /** Of a resource in the table, in the index, and what DynamoDB adds to each. */
  storedBytes: 700,
  /**
   * Lambda polls a queue with up to five long polls at once
   * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html). No source was found for the 20 seconds of each.
   */
  pollsOfAQueueAMonth: (HOURS_A_MONTH * 3600 * 5) / 20,
};

/** The number of metrics that an idle run sends: lambda/handlers/telemetry.ts. */
const METRICS: Readonly<Record<Kind, number>> = { invitations: 3, 'contact-engagements': 2 };

const { histories, engagements } = storedFigures();
const invitations = histories.at(-1);
const contacts = engagements.find(({ openForEver }) => openForEver === 'first');
if (!invitations || !contacts) throw new Error('There are no figures. Run npm run bench -- --write');
const { cold, first, changed, idle } = invitations;

/** The usage of one run. */
interface RunFigures {
  readonly listCalls: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly wallMs: number;
  readonly cpuMs: number;
}

const ours = (figures: { readonly ours?: CallFigures }) => figures.ours as CallFigures;
const ms = (figures: { readonly ours?: CallFigures }, time: 'wallMs' | 'cpuMs' | 'initMs') =>
  median(ours(figures)[time]);
const requestsOf = (figures: { readonly ours?: CallFigures }) =>
  ours(figures).requests ?? { listCalls: 0, readUnits: 0, writeUnits: 0 };

/** An idle run as measured by the bench: each with a cold start, and with the latency of a network. */
const idleRun = (measured: IdleFigures): RunFigures => ({
  ...requestsOf(measured.idle),
  wallMs: ms(cold, 'initMs') + ms(cold, 'wallMs') + ms(measured.afar, 'wallMs') - ms(measured.idle, 'wallMs'),
  cpuMs: ms(cold, 'initMs') + ms(cold, 'cpuMs'),
});
export const IDLE: Readonly<Record<Kind, RunFigures>> = {
  invitations: idleRun(invitations),
  'contact-engagements': idleRun(contacts),
};
const CPU_MS_AN_ITEM = ms(first, 'cpuMs') / invitations.history;
const WRITE_UNITS_A_CHANGE = (requestsOf(changed).writeUnits - requestsOf(idle).writeUnits) / invitations.changes;

/** @param history settled invitations, over all lists */
export function usageOf(template: Template, history: number): Usage {
  const schedules = schedulesOf(template);
  const queued = queuedFunctionsOf(template);
  const lists = schedules.filter(({ kind }) => kind === 'invitations').length;
  const tables = ofType(template, 'AWS::DynamoDB::Table');
  const storedGb = (history * ASSUMED.storedBytes) / GB;
  const usage: Usage = {
    kmsKeys: ofType(template, 'AWS::KMS::Key').length,
    alarmMetrics: alarmMetricsOf(template),
    metrics: schedules.reduce((sum, { kind }) => sum + METRICS[kind], 0),
    dashboards: ofType(template, 'AWS::CloudWatch::Dashboard').length,
    logsWrittenGb: 0,
    lambdaRequests: 0,
    lambdaGbSeconds: 0,
    schedulerRuns: schedules.reduce((sum, { runsAMonth }) => sum + runsAMonth, 0),
    events: ASSUMED.changesAMonth,
    readUnits: 0,
    writeUnits: ASSUMED.changesAMonth * WRITE_UNITS_A_CHANGE,
    tableGb: storedGb * tables.length,
    backupGb:
      storedGb * tables.filter(({ PointInTimeRecoverySpecification: set }) => set?.PointInTimeRecoveryEnabled).length,
    queueRequests: queued.length * ASSUMED.pollsOfAQueueAMonth,
  };
  const add = (runs: number, figures: RunFigures, by: LambdaFunction) => {
    usage.lambdaRequests += runs;
    usage.lambdaGbSeconds += (runs * secondsOf(figures, by) * by.memoryMb) / 1024;
    usage.logsWrittenGb += (runs * ASSUMED.logBytes) / GB;
    // Each announces its completion.
    usage.events += runs;
    usage.readUnits += runs * figures.readUnits;
    usage.writeUnits += runs * figures.writeUnits;
  };
  for (const { kind, runsAMonth, runs } of schedules) {
    const listed = kind === 'invitations' ? history / lists : ASSUMED.engagements;
    // One run a day lists everything.
    add(runsAMonth - DAYS_A_MONTH, IDLE[kind], runs);
    add(DAYS_A_MONTH, reconciliationOf(IDLE[kind], listed), runs);
  }
  for (const by of queued) add(ASSUMED.changesAMonth / queued.length, IDLE.invitations, by);
  return usage;
}

/** Besides the window, it lists every page, and looks each resource up by its id, for one read unit each. */
export const reconciliationOf = (run: RunFigures, listed: number): RunFigures => ({
  ...run,
  listCalls: run.listCalls + Math.ceil(listed / PAGE_SIZE),
  readUnits: run.readUnits + listed,
  cpuMs: run.cpuMs + listed * CPU_MS_AN_ITEM,
});

/** A function with little memory gets part of a processor, so it computes longer. Many list calls wait for the call limit. */
function secondsOf({ wallMs, cpuMs, listCalls }: RunFigures, { memoryMb, callsPerSecond }: LambdaFunction): number {
  const waitedMs = Math.max(0, wallMs - cpuMs);
  const computedMs = cpuMs * Math.max(1, MB_OF_A_PROCESSOR / memoryMb);
  return Math.max((waitedMs + computedMs) / 1000, listCalls / callsPerSecond);
}
