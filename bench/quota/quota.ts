import { writeFileSync } from 'node:fs';
import { document } from './document.ts';

writeFileSync(new URL('../../docs/quota.md', import.meta.url), document());
process.stdout.write('Written to docs/quota.md.\n');
