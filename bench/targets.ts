import type {
  CallFigures,
  EngagementFigures,
  Figures,
  HistoryFigures,
  IdleFigures,
  LimitedFigures,
  PhaseFigures,
} from './figures.ts';
import type { ContestantName } from './functions/contestants.ts';
import { ratio } from './statistics.ts';
import type { Requests } from './world/bench-world.ts';

/** One figure and its limit. */
export interface Verdict {
  readonly target: string;
  readonly bound: 'at most' | 'at least';
  readonly limit: number;
  readonly measured: number;
  readonly isMet: boolean;
  /** The measured figure as a multiple of the limit; above 1: missed. */
  readonly excess: number;
  /** Whether it is a ratio of times, which varies with other load on the machine. */
  readonly isTime: boolean;
}

/** Whether it is missed by more than a busy machine can explain. */
export const isMissedBy =
  (slack: number) =>
  ({ isMet, isTime, excess }: Verdict): boolean =>
    !isMet && (!isTime || excess > slack);

/** The history of a large partner. Several targets are set for it. */
export const TARGET_HISTORY = 20_000;
export const TARGET_CHANGES = 1000;

/** Checks all targets that these figures cover. */
export function verdictsOn({ histories, engagements, limited }: Figures): Verdict[] {
  const openForEver = (which: EngagementFigures['openForEver']) =>
    engagements.filter((each) => each.openForEver === which);
  return [
    ...onIdle('idle sync', histories),
    ...onIdle('idle sync, an engagement open for ever', openForEver('first')),
    ...onIdle('idle sync, engagements that never stop', openForEver('all')),
    ...atMost('peak memory, MB', 160, [...histories.flatMap(memories), ...engagements.map(memoryOf)]),
    ...histories.filter(({ history }) => history === TARGET_HISTORY).flatMap(onTargetHistory),
    ...histories.filter(({ changes }) => changes === TARGET_CHANGES).flatMap(onChanges),
    ...limited.flatMap(onLimit),
  ];
}

/** @param all of lists of the same kind, the shortest first */
function onIdle(what: string, all: readonly IdleFigures[]): Verdict[] {
  const ofOurs = (name: keyof Requests) => all.map(({ idle }) => idle.ours?.requests?.[name]);
  const timesTheFloor = all.map(({ afar }) => times(afar, 'ours', 'floor'));
  const readUnits = ofOurs('readUnits');
  const [shortest, longest] = [readUnits[0], readUnits.at(-1)];
  const growth = all.length > 1 && shortest !== undefined && longest !== undefined ? [longest / shortest] : [];
  return [
    ...atMost(`${what}, with the latency of a network, times the floor`, 1.5, timesTheFloor, true),
    ...atMost(`${what}, list calls`, 3, ofOurs('listCalls')),
    ...atMost(`${what}, read units`, 35, readUnits),
    ...atMost(`${what}, write units`, 3, ofOurs('writeUnits')),
    ...atMost(`${what}, read units of the longest list, times the shortest`, 1, growth),
  ];
}

function onTargetHistory({ idle, first }: HistoryFigures): Verdict[] {
  const faster = times(idle, 'careful', 'ours');
  return [
    ...(faster === undefined ? [] : [atLeast('idle sync, times faster than careful', 15, faster)]),
    ...atMost('first sync, times careful', 0.7, [times(first, 'ours', 'careful')], true),
  ];
}

function onChanges({ history, changes, changed }: HistoryFigures): Verdict[] {
  const requests = changed.ours?.requests;
  const what = `${changes} changes of ${history}`;
  return [
    ...atMost(`${what}, write units a change`, 5, [requests && requests.writeUnits / changes]),
    ...atMost(`${what}, PutEvents calls`, changes / 10 + 1, [requests?.putEventsCalls]),
  ];
}

function onLimit({ contestant, pages, callsPerSecond, wallMs }: LimitedFigures): Verdict[] {
  const leastMs = (pages / callsPerSecond) * 1000;
  return atMost(
    `first sync at ${callsPerSecond} calls a second, times that (${contestant})`,
    1.1,
    [wallMs / leastMs],
    true,
  );
}

const memories = ({ first, idle, changed }: HistoryFigures) =>
  [first, idle, changed].flatMap((phase) => [phase.ours, phase['ours-all']]).map((calls) => calls?.peakMemoryMb);

const memoryOf = ({ idle }: EngagementFigures): CallFigures['peakMemoryMb'] | undefined => idle.ours?.peakMemoryMb;

/** The ratio of the times of two contestants; undefined if one did not take part. */
export function times(phase: PhaseFigures, one: ContestantName, other: ContestantName): number | undefined {
  const [above, below] = [phase[one], phase[other]];
  return above && below && ratio(above.wallMs, below.wallMs);
}

/** The highest measurement must keep the limit. */
function atMost(target: string, limit: number, measured: readonly (number | undefined)[], isTime = false): Verdict[] {
  const known = measured.filter((each) => each !== undefined);
  if (known.length === 0) return [];
  const highest = Math.max(...known);
  const isMet = highest <= limit;
  return [{ target, bound: 'at most', limit, measured: highest, isMet, excess: highest / limit, isTime }];
}

const atLeast = (target: string, limit: number, measured: number): Verdict => ({
  target,
  bound: 'at least',
  limit,
  measured,
  isMet: measured >= limit,
  excess: limit / measured,
  isTime: true,
});
