import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { writeDeclarations } from './declarations.ts';
import { finishedFunctions, METAFILE } from './functions.ts';
import { thirdPartyNotices } from './notices.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');

/*
 * `npm run build`: all that the package has, into dist/. The functions are finished; the library and the events are a file
 * each, which needs no other package but the peers. They are CommonJS, which `require`, `import`, Jest and ts-node take alike.
 */
rmSync(DIST, { recursive: true, force: true });
// The compiler takes longest, in a process of its own.
const declarations = writeDeclarations(ROOT, join(DIST, 'types'), ['lib/index.d.ts', 'lambda/events/index.d.ts']);
const functions = await finishedFunctions();
cpSync(functions, join(DIST, 'functions'), { recursive: true, filter: (path) => basename(path) !== METAFILE });

const { metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: { index: 'lib/index.ts', events: 'lambda/events/index.ts' },
  outdir: 'dist',
  bundle: true,
  metafile: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['aws-cdk-lib', 'constructs'],
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  legalComments: 'none',
  logLevel: 'warning',
});
writeFileSync(join(DIST, 'package.json'), '{ "type": "commonjs" }\n');
const ofFunctions: Metafile = JSON.parse(readFileSync(join(functions, METAFILE), 'utf8'));
writeFileSync(join(DIST, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices([metafile, ofFunctions], ROOT));
await declarations;
