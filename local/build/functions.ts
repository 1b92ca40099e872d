import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { APIS } from '../../lambda/apis/apis.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'engagement-sync', 'functions');
/** Files in lambda/handlers/, without their extension. Each becomes a function. */
const HANDLERS = ['alerts', ...APIS.map(({ name }) => name)];
/** All that the functions are made of: sources, how they are built, and the packages as npm has installed them. */
const INPUTS = [
  'lambda',
  'local/build',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'node_modules/.package-lock.json',
];
/** Which file is made of what, by esbuild. */
export const METAFILE = 'meta.json';

/**
 * Builds the functions, unless it has been done for the same sources: a folder for each, with `index.mjs` and its source map. They
 * have the same bytes on every machine and in every folder.
 *
 * @returns the folder of those folders
 */
export async function finishedFunctions(): Promise<string> {
  const folder = join(CACHE, digestOfInputs());
  if (existsSync(folder)) return folder;
  const { outputFiles, metafile } = await bundle();
  mkdirSync(CACHE, { recursive: true });
  const unfinished = mkdtempSync(join(CACHE, 'unfinished-'));
  for (const { path, contents } of outputFiles) {
    const file = join(unfinished, relative(ROOT, path));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
  writeFileSync(join(unfinished, METAFILE), JSON.stringify(metafile));
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another process was quicker, with the same bytes.
    rmSync(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

function digestOfInputs(): string {
  const digest = createHash('sha256');
  for (const file of INPUTS.flatMap(filesIn)) digest.update(`${file}\n`).update(readFileSync(join(ROOT, file)));
  return digest.digest('hex').slice(0, 32);
}

function filesIn(path: string): string[] {
  const isFile = (name: string) => statSync(join(ROOT, name)).isFile();
  if (!existsSync(join(ROOT, path))) return [];
  if (isFile(path)) return [path];
  const names = readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' });
  return names
    .map((name) => `${path}/${name}`)
    .filter(isFile)
    .sort();
}

/** How any code becomes a file for Lambda. The bench bundles what it compares ours with in the same way. */
export const FOR_LAMBDA = {
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  // Older than the runtime, because the tests run the same bundles on the oldest supported Node.
  target: 'node20',
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: true,
} satisfies BuildOptions;

const bundle = () =>
  build({
    ...FOR_LAMBDA,
    absWorkingDir: ROOT,
    entryPoints: HANDLERS.map((name) => ({ in: `lambda/handlers/${name}.ts`, out: `${name}/index` })),
    outdir: '.',
    write: false,
    metafile: true,
    // They are in THIRD-PARTY-NOTICES.txt.
    legalComments: 'none',
    // Node reads the whole map at each start. It names files and lines without the sources.
    sourcesContent: false,
    plugins: [noLinesOfPackages],
    logLevel: 'warning',
  });

/**
 * The source maps name the file of a package, and not the line: the lines would be four fifths of the maps.
 * https://github.com/evanw/esbuild/issues/1685
 */
const noLinesOfPackages: Plugin = {
  name: 'no-lines-of-packages',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules.*\.m?js$/ }, ({ path }) => {
      const map = JSON.stringify({ version: 3, sources: [basename(path)], mappings: 'AAAA' });
      const comment = `//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`;
      return { contents: `${readFileSync(path, 'utf8')}\n${comment}`, loader: 'default' };
    });
  },
};
