import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';

/**
 * Writes the types of the library and the events, and drops those that neither refers to.
 *
 * @param root the folder of tsconfig.build.json
 * @param entryPoints in `folder`, such as `lib/index.d.ts`
 */
export async function writeDeclarations(root: string, folder: string, entryPoints: readonly string[]): Promise<void> {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = ['--project', 'tsconfig.build.json', '--outDir', folder];
  await promisify(execFile)(process.execPath, [compiler, ...project], { cwd: root });
  const needed = new Set<string>();
  for (const entryPoint of entryPoints) collect(join(folder, entryPoint), needed);
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.d.ts') && !needed.has(join(folder, file))) rmSync(join(folder, file));
  }
}

function collect(file: string, needed: Set<string>): void {
  if (needed.has(file)) return;
  needed.add(file);
  for (const { fileName } of ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
    if (fileName.startsWith('.')) collect(join(dirname(file), fileName.replace(/\.ts$/, '.d.ts')), needed);
  }
}
