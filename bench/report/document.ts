import { readFileSync, writeFileSync } from 'node:fs';
import { table as markdown } from '../cost/tables.ts';
import type { Figures } from '../figures.ts';
import { verdictsOn } from '../targets.ts';
import { chart } from './chart.ts';
import { engagementsTable, limitedTable, phaseTable, ratiosTable, type Table, targetsTable } from './tables.ts';

export const DOCUMENT = new URL('../../docs/performance.md', import.meta.url);
export const CHART = new URL('../../docs/performance.svg', import.meta.url);

/** What stands between the markers of docs/performance.md, by their names. The rest of it is written by hand. */
function sections(figures: Figures): Readonly<Record<string, string>> {
  const { command, measuredOn, commit, machine } = figures;
  const text = ({ head, rows }: Table) => markdown(head, rows);
  return {
    machine: `By \`${command}\` on ${measuredOn}, at commit ${commit}: ${machine}.`,
    ratios: text(ratiosTable(figures)),
    targets: text(targetsTable(verdictsOn(figures))),
    idle: text(phaseTable(figures, 'idle')),
    afar: text(phaseTable(figures, 'afar')),
    engagements: text(engagementsTable(figures)),
    cold: text(phaseTable(figures, 'cold')),
    first: text(phaseTable(figures, 'first')),
    changed: text(phaseTable(figures, 'changed')),
    limited: text(limitedTable(figures)),
  };
}

/** docs/performance.md with the tables of these figures. */
export function document(figures: Figures): string {
  return Object.entries(sections(figures)).reduce(
    (text, [name, content]) => {
      const [begin, end] = [`<!-- figures: ${name} -->`, '<!-- end -->'];
      const from = text.indexOf(begin);
      if (from < 0)
        throw new Error(`docs/performance.md has no "${begin}"; there go the tables of bench/report/document.ts`);
      const to = text.indexOf(end, from);
      return `${text.slice(0, from)}${begin}\n\n${content}\n\n${text.slice(to)}`;
    },
    readFileSync(DOCUMENT, 'utf8'),
  );
}

export function writeDocument(figures: Figures): void {
  writeFileSync(DOCUMENT, document(figures));
  writeFileSync(CHART, chart(figures));
}
