import type { Figures, HistoryFigures, Phase } from './figures.ts';
import type { ContestantName } from './functions/contestants.ts';
import { ratio } from './statistics.ts';

/** One figure, and the bound that it has to keep. */
export interface Verdict {
  readonly target: string;
  readonly bound: 'at most' | 'at least';
  readonly limit: number;
  readonly measured: number;
  readonly isMet: boolean;
  /** Missed, but no worse than docs/performance.md explains. */
  readonly isExplained: boolean;
}

/** Of targets that cannot be met, what is no worse than it has to be, with room for the noise of a machine. */
interface Explained {
  readonly upTo: number;
}

/** Where a partner of some size is: several targets are set for this history. */
export const TARGET_HISTORY = 20_000;
export const TARGET_CHANGES = 1000;

/** Of all targets that these figures can tell about. */
export function verdictsOn({ histories, limited }: Figures): Verdict[] {
  return [
    ...atMost(
      'idle sync with the latency of a network, times the floor',
      1.5,
      histories.map((each) => times(each, 'afar', 'ours', 'floor')),
    ),
    ...atMost(
      'idle sync, list calls',
      3,
      histories.map(({ idle }) => idle.ours?.requests?.listCalls),
    ),
    ...atMost(
      'idle sync, read units',
      30,
      histories.map(({ idle }) => idle.ours?.requests?.readUnits),
    ),
    ...atMost(
      'idle sync, write units',
      3,
      histories.map(({ idle }) => idle.ours?.requests?.writeUnits),
    ),
    ...atMost('peak memory, MB', 160, histories.flatMap(memories)),
    ...histories.filter(({ history }) => history === TARGET_HISTORY).flatMap(onTargetHistory),
    ...histories.filter(({ changes }) => changes === TARGET_CHANGES).flatMap(onChanges),
    ...limited.flatMap(({ contestant, pages, callsPerSecond, wallMs }) =>
      atMost(`first sync at ${callsPerSecond} calls a second, times that (${contestant})`, 1.1, [
        wallMs / ((pages / callsPerSecond) * 1000),
      ]),
    ),
  ];
}

function onTargetHistory(figures: HistoryFigures): Verdict[] {
  const faster = times(figures, 'idle', 'careful', 'ours');
  return [
    ...(faster === undefined ? [] : [atLeast('idle sync, times faster than careful', 15, faster)]),
    ...atMost('first sync, times careful', 0.4, [times(figures, 'first', 'ours', 'careful')], { upTo: 0.75 }),
  ];
}

function onChanges(figures: HistoryFigures): Verdict[] {
  const { history, changes, changed, idle } = figures;
  const requests = changed.ours?.requests;
  const what = `${changes} changes of ${history}`;
  return [
    ...atMost(`${what}, write units a change`, 2.2, [requests && requests.writeUnits / changes]),
    ...atMost(`${what}, PutEvents calls`, changes / 10 + 1, [requests?.putEventsCalls]),
    ...atMost(`${what}, times careful`, 0.5, [idle.ours && times(figures, 'changed', 'ours', 'careful')], {
      upTo: 0.9,
    }),
  ];
}

const memories = (figures: HistoryFigures) =>
  [figures.first, figures.idle, figures.changed].flatMap((phase) => [
    phase.ours?.peakMemoryMb,
    phase['ours-all']?.peakMemoryMb,
  ]);

/** How many times as long one took as another, or undefined where one did not take part. */
export function times(
  figures: HistoryFigures,
  phase: Phase,
  one: ContestantName,
  other: ContestantName,
): number | undefined {
  const [above, below] = [figures[phase][one], figures[phase][other]];
  return above && below && ratio(above.wallMs, below.wallMs);
}

/** The highest of what was measured has to keep the limit. */
function atMost(
  target: string,
  limit: number,
  measured: readonly (number | undefined)[],
  explained: Explained = { upTo: limit },
): Verdict[] {
  const known = measured.filter((each) => each !== undefined);
  if (known.length === 0) return [];
  const highest = Math.max(...known);
  const isMet = highest <= limit;
  return [
    { target, bound: 'at most', limit, measured: highest, isMet, isExplained: !isMet && highest <= explained.upTo },
  ];
}

const atLeast = (target: string, limit: number, measured: number): Verdict => ({
  target,
  bound: 'at least',
  limit,
  measured,
  isMet: measured >= limit,
  isExplained: false,
});
