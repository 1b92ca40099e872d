import { writeFileSync } from 'node:fs';
import type { Figures } from '../figures.ts';
import { verdictsOn } from '../targets.ts';
import { chart } from './chart.ts';
import { markdown, type Sections, type Table, writePage } from './markdown.ts';
import { engagementsTable, phaseTable, ratiosTable, targetsTable } from './tables.ts';

export const PAGE = new URL('../../docs/performance.md', import.meta.url);
export const CHART = new URL('../../docs/performance.svg', import.meta.url);

/** By the names of their markers in docs/performance.md; the targets come last. */
export const tablesOf = (figures: Figures): Readonly<Record<string, Table>> => ({
  ratios: ratiosTable(figures),
  first: phaseTable(figures, 'first'),
  idle: phaseTable(figures, 'idle'),
  afar: phaseTable(figures, 'afar'),
  changed: phaseTable(figures, 'changed'),
  cold: phaseTable(figures, 'cold'),
  engagements: engagementsTable(figures),
  targets: targetsTable(verdictsOn(figures)),
});

export function sections(figures: Figures): Sections {
  const { command, measuredOn, commit, machine } = figures;
  const tables = Object.entries(tablesOf(figures)).map(([name, table]) => [name, markdown(table)]);
  return {
    machine: `By \`${command}\` on ${measuredOn}, at commit ${commit}: ${machine}.`,
    ...Object.fromEntries(tables),
  };
}

export function writeReport(figures: Figures): void {
  writePage(PAGE, sections(figures));
  writeFileSync(CHART, chart(figures));
}
