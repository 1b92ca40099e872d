import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../package-root.ts';

/** The headings in docs/operations.md that alarms lead to. */
export const ALARM_SECTIONS = [
  'Silence',
  'Unpublished events',
  'An invitation about to expire',
  'Dead letters',
] as const;
export type AlarmSection = (typeof ALARM_SECTIONS)[number];

/** The section with the names that the commands of the others use. */
const NAMES = 'Names';

const PAGE = join(PACKAGE_ROOT, 'docs', 'operations.md');

/** As GitHub and most other sites make it of a heading. */
export const anchorOf = (section: AlarmSection) => section.toLowerCase().replaceAll(' ', '-');

/** The sections for whoever gets an alarm, as Markdown that stands alone: links to other pages are their text only. */
export function alarmSections(): string[] {
  const page = readFileSync(PAGE, 'utf8').replaceAll(/\[([^\]]+)\]\((?!https:)[^)]*\)/g, '$1');
  const sections = page.split(/^(?=## )/m);
  return [NAMES, ...ALARM_SECTIONS].map((name) => {
    const section = sections.find((text) => text.startsWith(`## ${name}\n`));
    if (section === undefined) throw new Error(`docs/operations.md must have a section "${name}", and has none`);
    return section.trim();
  });
}
