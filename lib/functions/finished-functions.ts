import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../package-root.ts';

let folder: string | undefined;

/**
 * The folder with the finished code of a function, `index.mjs` and its source map. The package has it in `dist/functions`. A
 * clone, where this file is TypeScript, has it built from the sources at hand, so it is never stale.
 *
 * @param handler the file in lambda/handlers/, without its extension
 */
export function finishedFunction(handler: string): string {
  folder ??= import.meta.filename.endsWith('.ts') ? builtFromSources() : join(PACKAGE_ROOT, 'dist', 'functions');
  return join(folder, handler);
}

/** By a process of its own, because the package has neither esbuild nor this script. */
const builtFromSources = () =>
  execFileSync(process.execPath, ['--import', 'tsx', 'local/build/print-functions.ts'], {
    cwd: PACKAGE_ROOT,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  }).trim();
