import { describe, expect, it } from 'vitest';
import type { PlantedBug } from './bug.ts';
import { PLANTED_BUGS } from './bugs.ts';
import { search } from './search.ts';
import { OutdatedBug, outdated, spoilt } from './source-copy.ts';

const BUG: PlantedBug = {
  name: 'says Sync Completed after any listing',
  because: 'it makes a test',
  find: '    complete: isListed === true && last?.isKept === true && last.failures.length === 0,',
  replace: '    complete: true,',
  withinWorlds: 40,
};
const inWorlds = (worlds: number) => ({ firstSeed: 1, worlds });

/** `npm run simulate:planted` plays them all. */
describe('the planted bugs', () => {
  it('fit the sources', () => {
    expect(PLANTED_BUGS.length).toBeGreaterThanOrEqual(18);
    expect(new Set(PLANTED_BUGS.map(({ name }) => name)).size).toBe(PLANTED_BUGS.length);
    expect(PLANTED_BUGS.filter(({ find, replace }) => find === replace)).toEqual([]);
    expect(outdated(PLANTED_BUGS)).toEqual([]);
  });

  it('are refused where their text is missing, or stands there twice', () => {
    const sources = [
      { file: 'one.ts', text: 'a b c' },
      { file: 'other.ts', text: 'call(\n  a,\n  d,\n);' },
    ];
    const spoiltBy = (find: string) => spoilt({ ...BUG, find, replace: '$&' }, sources);
    expect(spoiltBy('b')).toEqual({ file: 'one.ts', text: 'a $& c' });
    expect(spoiltBy('call(a, d);')).toEqual({ file: 'other.ts', text: '$&' });
    expect(() => spoiltBy('call(a);')).toThrow(OutdatedBug);
    expect(() => spoiltBy('a')).toThrow('and stands there 3 times. Change "find"');
  });

  // Each starts its own process.
  it('are caught by a guarantee that breaks', { timeout: 120_000 }, async () => {
    expect(await search(BUG, inWorlds(40))).toMatchObject({ outcome: 'caught' });
    expect(await search(undefined, inWorlds(4))).toEqual({ outcome: 'not caught' });
  });

  it('are not caught by code that breaks down', { timeout: 120_000 }, async () => {
    const typo = { ...BUG, replace: '    complete: last.isKept.at(-1),' };
    expect(await search(typo, inWorlds(4))).toMatchObject({
      outcome: 'broke down',
      message: expect.stringMatching(/^TypeError/),
    });
  });
});
