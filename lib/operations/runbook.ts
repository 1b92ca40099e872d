import { readFileSync } from 'node:fs';

/** The page is beside the sources in a clone, and one folder further up from what is compiled in the package. */
const PAGE = new URL(
  import.meta.url.endsWith('.ts') ? '../../docs/operations.md' : '../../../docs/operations.md',
  import.meta.url,
);

/** docs/operations.md, without its links to other pages, which nobody can follow from a dashboard. */
export const runbook = () => readFileSync(PAGE, 'utf8').replaceAll(/\[([^\]]+)\]\((?!https:)[^)]+\)/g, '$1');
