import { readFileSync, writeFileSync } from 'node:fs';

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const count = (quantity: number, digits = 1) =>
  quantity.toLocaleString('en-US', { maximumFractionDigits: digits });

export function markdown({ head, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const alignment = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [line(head), `|${alignment.join('|')}|`, ...rows.map(line)].join('\n');
}

/** The texts between the markers of a page, by their names. The rest of the page is written by hand. */
export type Sections = Readonly<Record<string, string>>;

export function pageWith(page: URL, sections: Sections): string {
  return Object.entries(sections).reduce(
    (text, [name, content]) => {
      const begin = `<!-- figures: ${name} -->`;
      const from = text.indexOf(begin);
      if (from < 0) throw new Error(`${page.pathname} must have "${begin}" to mark the place of its figures`);
      const to = text.indexOf('<!-- end -->', from);
      return `${text.slice(0, from)}${begin}\n\n${content}\n\n${text.slice(to)}`;
    },
    readFileSync(page, 'utf8'),
  );
}

export const writePage = (page: URL, sections: Sections) => writeFileSync(page, pageWith(page, sections));
