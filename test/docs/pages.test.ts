import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES, type Page, ROOT, readPage, toPage } from './pages.ts';

const isElsewhere = (link: string) => /^[a-z]+:/.test(link);

/** The links of a page that lead to no file of this repository, or to no heading in it. */
const brokenLinksOf = ({ file, links, anchors }: Page): string[] =>
  links.filter((link) => {
    if (isElsewhere(link)) return false;
    const [path = '', anchor] = decodeURI(link).split('#');
    const target = path === '' ? file : join(dirname(file), path);
    if (!existsSync(`${ROOT}/${target}`)) return true;
    if (anchor === undefined) return false;
    if (path === '') return !anchors.has(anchor);
    return !target.endsWith('.md') || !readPage(target).anchors.has(anchor);
  });

it('README.md is short enough to be read to its end', () => {
  expect(readFileSync(`${ROOT}/README.md`, 'utf8').split('\n').length).toBeLessThan(200);
});

describe('links', () => {
  it.each(PAGES)('of %s lead to files and headings that exist', (file) => {
    expect(brokenLinksOf(readPage(file))).toEqual([]);
  });

  it('that lead nowhere are found, to files and to headings', () => {
    const text =
      '# One\n[1](#one) [2](#two) [3](docs/events.md#sync-completed) [4](docs/events.md#none) [5](docs/none.md)';
    expect(brokenLinksOf(toPage('README.md', text))).toEqual(['#two', 'docs/events.md#none', 'docs/none.md']);
  });

  it('lead to each page, from the table of contents', () => {
    const { links } = readPage('docs/README.md');
    const listed = new Set(links.map((link) => join('docs', link)));
    const pages = PAGES.filter((file) => /^docs\/(?!README|decisions)/.test(file) || file === 'CONTRIBUTING.md');
    expect(pages.filter((file) => !listed.has(file))).toEqual([]);
    expect(statSync(`${ROOT}/docs/decisions`).isDirectory()).toBe(true);
  });
});
