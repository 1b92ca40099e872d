import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { storedFigures } from '../../bench/figures.ts';
import { chart } from '../../bench/report/chart.ts';
import { CHART, PAGE, sections } from '../../bench/report/document.ts';
import { pageWith } from '../../bench/report/markdown.ts';
import { median, ratio } from '../../bench/statistics.ts';

describe('docs/performance.md', () => {
  it('has the tables of the stored figures; if not, run npm run bench -- --write', () => {
    expect(readFileSync(PAGE, 'utf8')).toBe(pageWith(PAGE, sections(storedFigures())));
  });

  it('has the chart of the stored figures', () => {
    expect(readFileSync(CHART, 'utf8')).toBe(chart(storedFigures()));
  });
});

describe('a ratio', () => {
  it('is the median of the rounds that both took part in', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    // Not 30 / 10, the ratio of the medians: a slow round slows both.
    expect(ratio([10, 100, 30], [5, 10, 30])).toBe(2);
    expect(ratio([10], [5, 50, 600])).toBe(2);
    expect(ratio([10, 100, 12], [5])).toBe(2);
  });
});
