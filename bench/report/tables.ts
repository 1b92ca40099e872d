import type { CallFigures, EngagementFigures, Figures, HistoryFigures, Phase, PhaseFigures } from '../figures.ts';
import type { ContestantName } from '../functions/contestants.ts';
import { median } from '../statistics.ts';
import { times, type Verdict } from '../targets.ts';
import { count, type Table } from './markdown.ts';

type Column<Row> = readonly [head: string, cell: (row: Row) => string];

const table = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Table => ({
  head: columns.map(([head]) => head),
  rows: rows.map((row) => columns.map(([, cell]) => cell(row))),
});

const ORDER: readonly ContestantName[] = ['floor', 'ours', 'ours-all', 'careful', 'plain'];

const NOT_COUNTED = '–';
const factor = (number = Number.NaN) =>
  Number.isNaN(number) ? NOT_COUNTED : `${number.toFixed(number < 10 ? 2 : 0)}×`;
const counted = (number?: number) => (number === undefined ? NOT_COUNTED : count(number));

export const targetsTable = (verdicts: readonly Verdict[]): Table =>
  table<Verdict>(
    [
      ['target', ({ target }) => target],
      ['', ({ bound, limit }) => `${bound} ${count(limit)}`],
      ['measured', ({ measured }) => (measured < 10 ? measured.toFixed(2) : count(measured))],
      ['', ({ isMet }) => (isMet ? 'met' : 'MISSED')],
    ],
    verdicts,
  );

/** A contestant in one phase of one list. */
interface Row<List> {
  readonly list: List;
  readonly name: ContestantName;
  readonly calls: CallFigures;
}

function rowsOf<List>(lists: readonly List[], phaseOf: (list: List) => PhaseFigures): Row<List>[] {
  return lists.flatMap((list) =>
    ORDER.flatMap((name) => {
      const calls = phaseOf(list)[name];
      return calls ? [{ list, name, calls }] : [];
    }),
  );
}

const REQUESTS: readonly Column<Row<unknown>>[] = [
  ['list calls', ({ calls }) => counted(calls.requests?.listCalls)],
  ['read units', ({ calls }) => counted(calls.requests?.readUnits)],
  ['write units', ({ calls }) => counted(calls.requests?.writeUnits)],
  ['PutEvents', ({ calls }) => counted(calls.requests?.putEventsCalls)],
];
const PEAK_MEMORY: Column<Row<unknown>> = ['peak MB', ({ calls }) => whole(calls.peakMemoryMb)];

/** Ratios first: how many times as long as ours. */
export function phaseTable({ histories }: Figures, phase: Phase): Table {
  const changes: Column<Row<HistoryFigures>> = ['changes', ({ list }) => count(list.changes)];
  const init: Column<Row<unknown>> = ['init ms', ({ calls }) => spread(calls.initMs)];
  return table<Row<HistoryFigures>>(
    [
      ['settled', ({ list }) => count(list.history)],
      ...(phase === 'changed' ? [changes] : []),
      ['function', ({ name }) => name],
      ['time, ours = 1', ({ list, name }) => factor(times(list[phase], name, 'ours'))],
      ['ms (least to most)', ({ calls }) => spread(calls.wallMs)],
      ['CPU ms', ({ calls }) => whole(median(calls.cpuMs))],
      ...(phase === 'cold' ? [init] : []),
      // The others make the same requests as the idle ones.
      ...(phase === 'cold' || phase === 'afar' ? [] : REQUESTS),
      PEAK_MEMORY,
    ],
    rowsOf(histories, (list) => list[phase]),
  );
}

/** Idle syncs of contact engagements: without the latency of a network, and with it. */
export const engagementsTable = ({ engagements }: Figures): Table =>
  table<Row<EngagementFigures>>(
    [
      ['engagements', ({ list }) => count(list.engagements)],
      ['open for ever', ({ list }) => list.openForEver],
      ['function', ({ name }) => name],
      ['ms', ({ calls }) => spread(calls.wallMs)],
      ['ms with latency', ({ list, name }) => spread(list.afar[name]?.wallMs ?? [])],
      ['floor = 1', ({ list, name }) => factor(times(list.afar, name, 'floor'))],
      ...REQUESTS,
      PEAK_MEMORY,
    ],
    rowsOf(engagements, ({ idle }) => idle),
  );

/** The headline: ratios between ours and the floor, the careful and the plain one. */
export const ratiosTable = ({ histories }: Figures): Table =>
  table<HistoryFigures>(
    [
      ['settled', ({ history }) => count(history)],
      ['ours / floor', ({ idle }) => factor(times(idle, 'ours', 'floor'))],
      ['with latency', ({ afar }) => factor(times(afar, 'ours', 'floor'))],
      ['careful / ours', ({ idle }) => factor(times(idle, 'careful', 'ours'))],
      ['plain / ours', ({ idle }) => factor(times(idle, 'plain', 'ours'))],
      ['read units, ours', ({ idle }) => counted(idle.ours?.requests?.readUnits)],
      ['read units, careful', ({ idle }) => counted(idle.careful?.requests?.readUnits)],
    ],
    histories,
  );

const whole = (number: number) => count(Math.round(number));

function spread(samples: readonly number[]): string {
  const middle = whole(median(samples));
  if (samples.length === 1) return middle;
  return `${middle} (${whole(Math.min(...samples))} to ${whole(Math.max(...samples))})`;
}
