import { writeFileSync } from 'node:fs';
import { defaultFigure, document } from './document.ts';
import { defaultBill, LIMIT_USD } from './scenarios.ts';

const { beyondFreeUsd, listUsd } = defaultBill();
writeFileSync(new URL('../../docs/cost.md', import.meta.url), document());
process.stdout.write(
  `The defaults cost ${defaultFigure()}, ${listUsd.toFixed(2)} USD by list price. ` +
    `At most ${LIMIT_USD.toFixed(2)} beyond the free tier. Written to docs/cost.md.\n`,
);
process.exitCode = beyondFreeUsd < LIMIT_USD ? 0 : 1;
