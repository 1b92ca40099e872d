import type { CallFigures, Figures, HistoryFigures, Phase } from '../figures.ts';
import type { ContestantName } from '../functions/contestants.ts';
import { median } from '../statistics.ts';
import { times, type Verdict } from '../targets.ts';

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const ORDER: readonly ContestantName[] = ['floor', 'ours', 'ours-all', 'careful', 'plain'];

export const count = (quantity: number) => quantity.toLocaleString('en-US', { maximumFractionDigits: 1 });
const factor = (number: number | undefined) => (number === undefined ? '–' : `${number.toFixed(number < 10 ? 2 : 0)}×`);

export function targetsTable(verdicts: readonly Verdict[]): Table {
  const rows = verdicts.map(({ target, bound, limit, measured, isMet }) => [
    target,
    `${bound} ${count(limit)}`,
    measured < 10 ? measured.toFixed(2) : count(measured),
    isMet ? 'met' : 'MISSED',
  ]);
  return { head: ['target', '', 'measured', ''], rows };
}

/** Ratios first: how many times as long as ours. */
export function phaseTable({ histories }: Figures, phase: Phase): Table {
  const rows = histories.flatMap((figures) =>
    ORDER.flatMap((name) => {
      const calls = figures[phase][name];
      if (!calls) return [];
      return [
        [
          count(figures.history),
          ...(phase === 'changed' ? [count(figures.changes)] : []),
          name,
          factor(times(figures[phase], name, 'ours')),
          spread(calls.wallMs),
          count(Math.round(median(calls.cpuMs))),
          ...(phase === 'cold' ? [spread(calls.initMs)] : []),
          ...(isCounted(phase) ? requestsOf(calls) : []),
          count(Math.round(calls.peakMemoryMb)),
        ],
      ];
    }),
  );
  return { head: headOf(phase), rows };
}

const requestsOf = ({ requests }: CallFigures) =>
  [requests?.listCalls, requests?.readUnits, requests?.writeUnits, requests?.putEventsCalls].map((each) =>
    each === undefined ? '–' : count(each),
  );

/** The others ask for the same as the idle ones. */
const isCounted = (phase: Phase) => phase !== 'cold' && phase !== 'afar';

const REQUESTS = ['list calls', 'read units', 'write units', 'PutEvents'];

const headOf = (phase: Phase) => [
  'settled',
  ...(phase === 'changed' ? ['changes'] : []),
  'function',
  'time, ours = 1',
  'ms (least to most)',
  'CPU ms',
  ...(phase === 'cold' ? ['init ms'] : []),
  ...(isCounted(phase) ? REQUESTS : []),
  'peak MB',
];

/** Idle syncs of contact engagements: without the latency of a network, and with it. */
export function engagementsTable({ engagements }: Figures): Table {
  const rows = engagements.flatMap(({ engagements: listed, openForEver, idle, afar }) =>
    (['floor', 'ours'] as const).flatMap((name) => {
      const [near, far] = [idle[name], afar[name]];
      if (!near || !far) return [];
      return [
        [
          count(listed),
          openForEver,
          name,
          ...[near, far].map(({ wallMs }) => spread(wallMs)),
          factor(times(afar, name, 'floor')),
          ...requestsOf(near),
          count(Math.round(near.peakMemoryMb)),
        ],
      ];
    }),
  );
  const head = [
    'engagements',
    'open for ever',
    'function',
    'ms',
    'ms with latency',
    'floor = 1',
    ...REQUESTS,
    'peak MB',
  ];
  return { head, rows };
}

export function limitedTable({ limited }: Figures): Table {
  const rows = limited.map(({ contestant, history, pages, callsPerSecond, wallMs }) => {
    const leastMs = (pages / callsPerSecond) * 1000;
    return [count(history), contestant, factor(wallMs / leastMs), seconds(wallMs), seconds(leastMs), `${pages}`];
  });
  return { head: ['settled', 'function', 'time, limit = 1', 'took', 'pages divided by calls', 'pages'], rows };
}

/** What the floor, the careful and the plain one take, of ours: the headline. */
export function ratiosTable({ histories }: Figures): Table {
  const rows = histories.map((figures) => [
    count(figures.history),
    factor(times(figures.idle, 'ours', 'floor')),
    factor(times(figures.afar, 'ours', 'floor')),
    factor(times(figures.idle, 'careful', 'ours')),
    factor(times(figures.idle, 'plain', 'ours')),
    unitsOf(figures, 'ours'),
    unitsOf(figures, 'careful'),
  ]);
  const head = [
    'settled',
    'ours / floor',
    'with latency',
    'careful / ours',
    'plain / ours',
    'read units, ours',
    'read units, careful',
  ];
  return { head, rows };
}

const unitsOf = ({ idle }: HistoryFigures, name: ContestantName) => {
  const units = idle[name]?.requests?.readUnits;
  return units === undefined ? '–' : count(units);
};

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

function spread(samples: readonly number[]): string {
  const middle = count(Math.round(median(samples)));
  if (samples.length === 1) return middle;
  return `${middle} (${count(Math.round(Math.min(...samples)))} to ${count(Math.round(Math.max(...samples)))})`;
}
