import { describe, expect, it } from 'vitest';
import type { CallFigures, EngagementFigures, Figures, HistoryFigures } from '../../bench/figures.ts';
import { verdictsOn } from '../../bench/targets.ts';

const REQUESTS = { listCalls: 2, putEventsCalls: 1, readUnits: 21, writeUnits: 2 };
const calls = (wallMs: number[], more: Partial<CallFigures> = {}): CallFigures => ({
  wallMs,
  cpuMs: wallMs,
  initMs: [],
  peakMemoryMb: 100,
  requests: REQUESTS,
  ...more,
});
const ofHistory = (more: Partial<HistoryFigures>): HistoryFigures => ({
  history: 100,
  changes: 1,
  first: {},
  idle: {},
  afar: {},
  changed: {},
  cold: {},
  ...more,
});
const NOTHING: Figures = {
  command: '',
  measuredOn: '',
  commit: '',
  machine: '',
  histories: [],
  engagements: [],
  limited: [],
};
const verdictsOf = (figures: Partial<Figures>) =>
  Object.fromEntries(verdictsOn({ ...NOTHING, ...figures }).map((each) => [each.target, each]));
const verdicts = (...histories: HistoryFigures[]) => verdictsOf({ histories });

describe('a target', () => {
  it('is judged by the worst history', () => {
    const short = ofHistory({ afar: { ours: calls([14]), floor: calls([10]) } });
    const long = ofHistory({ history: 1000, afar: { ours: calls([16]), floor: calls([10]) } });
    const target = 'idle sync, with the latency of a network, times the floor';
    expect(verdicts(short)[target]).toMatchObject({ measured: 1.4, isMet: true });
    expect(verdicts(short, long)[target]).toMatchObject({ measured: 1.6, isMet: false });
  });

  it.each([
    ['idle sync, list calls', { ...REQUESTS, listCalls: 4 }],
    ['idle sync, read units', { ...REQUESTS, readUnits: 35.5 }],
    ['idle sync, write units', { ...REQUESTS, writeUnits: 3.5 }],
  ])('%s, is missed above its limit', (target, requests) => {
    expect(verdicts(ofHistory({ idle: { ours: calls([1]) } }))[target]).toMatchObject({ isMet: true });
    expect(verdicts(ofHistory({ idle: { ours: calls([1], { requests }) } }))[target]).toMatchObject({ isMet: false });
  });

  it('of the memory counts every phase', () => {
    const changed = { ours: calls([1], { peakMemoryMb: 161 }) };
    expect(verdicts(ofHistory({ first: { ours: calls([1]) } }))['peak memory, MB']).toMatchObject({ isMet: true });
    expect(verdicts(ofHistory({ changed }))['peak memory, MB']).toMatchObject({ isMet: false });
  });

  it('of 1,000 changes counts by the change', () => {
    const requests = { ...REQUESTS, writeUnits: 5001, putEventsCalls: 102 };
    const found = verdicts(ofHistory({ changes: 1000, changed: { ours: calls([40], { requests }) } }));
    expect(found['1000 changes of 100, write units a change']).toMatchObject({ measured: 5.001, isMet: false });
    expect(found['1000 changes of 100, PutEvents calls']).toMatchObject({ limit: 101, isMet: false });
  });

  it('of the first sync compares it with careful, at the size that it is set for', () => {
    const firstIn = (ms: number, history: number) =>
      ofHistory({ history, first: { ours: calls([ms]), careful: calls([100]) } });
    const judged = (ms: number, history = 20_000) => verdicts(firstIn(ms, history))['first sync, times careful'];
    expect(judged(70)).toMatchObject({ isMet: true });
    expect(judged(71)).toMatchObject({ isMet: false });
    expect(judged(71, 10_000)).toBeUndefined();
  });

  it('of what is flat compares the longest list with the shortest', () => {
    const reading = (readUnits: number) => ({ ours: calls([1], { requests: { ...REQUESTS, readUnits } }) });
    const target = 'idle sync, read units of the longest list, times the shortest';
    const short = ofHistory({ idle: reading(20) });
    expect(verdicts(short)[target]).toBeUndefined();
    expect(verdicts(short, ofHistory({ history: 1000, idle: reading(20) }))[target]).toMatchObject({ isMet: true });
    expect(verdicts(short, ofHistory({ history: 1000, idle: reading(21) }))[target]).toMatchObject({ isMet: false });
  });

  it.each([
    ['first', 'idle sync, an engagement open for ever'],
    ['all', 'idle sync, engagements that never stop'],
  ] as const)('of contact engagements is judged by itself: %s', (openForEver, what) => {
    const engaged = (readUnits: number, ms: number): EngagementFigures => ({
      engagements: 100,
      openForEver,
      idle: { ours: calls([1], { requests: { ...REQUESTS, readUnits }, peakMemoryMb: ms }) },
      afar: { ours: calls([ms]), floor: calls([100]) },
    });
    const met = verdictsOf({ engagements: [engaged(35, 150)] });
    const missed = verdictsOf({ engagements: [engaged(36, 161)] });
    for (const target of [`${what}, read units`, `${what}, with the latency of a network, times the floor`]) {
      expect([met[target]?.isMet, missed[target]?.isMet], target).toEqual([true, false]);
    }
    expect([met, missed].map((found) => found['peak memory, MB']?.isMet)).toEqual([true, false]);
  });

  it('of the call limit is the pages divided by the calls a second', () => {
    const limited = (wallMs: number) => ({ contestant: 'ours', pages: 202, callsPerSecond: 5, wallMs }) as const;
    const target = 'first sync at 5 calls a second, times that (ours)';
    expect(verdictsOf({ limited: [limited(44_400)] })[target]).toMatchObject({ isMet: true });
    expect(verdictsOf({ limited: [limited(44_500)] })[target]).toMatchObject({ isMet: false });
  });

  it('that the figures do not tell about is left out', () => {
    expect(Object.keys(verdicts(ofHistory({ idle: { ours: calls([1]) } })))).toEqual([
      'idle sync, list calls',
      'idle sync, read units',
      'idle sync, write units',
      'peak memory, MB',
    ]);
  });
});
