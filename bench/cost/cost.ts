import { writePage } from '../report/markdown.ts';
import { COST_PAGE, costSections, defaultFigure, QUOTA_PAGE, quotaSections } from './tables.ts';

writePage(COST_PAGE, costSections());
writePage(QUOTA_PAGE, quotaSections());
process.stdout.write(`The defaults cost ${defaultFigure()}. Written to docs/cost.md and docs/quota.md.\n`);
