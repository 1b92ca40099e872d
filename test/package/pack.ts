import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import packageJson from '../../package.json' with { type: 'json' };

/** Not of packed.ts, which is for tests: it imports vitest. */
const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

declare module 'vitest' {
  interface ProvidedContext {
    tarball: string;
  }
}

/** Packs what would be published, built from the sources at hand, once for all tests. */
export default function pack({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'engagement-sync-packed-'));
  const npm = (...args: string[]) => execFileSync('npm', args, { cwd: REPOSITORY, stdio: 'pipe' });
  npm('run', 'build');
  npm('pack', '--ignore-scripts', '--pack-destination', folder);
  provide('tarball', join(folder, `${packageJson.name}-${packageJson.version}.tgz`));
  return () => rmSync(folder, { recursive: true });
}
