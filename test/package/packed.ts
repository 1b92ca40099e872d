import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

let tarball: string | undefined;

/** What would be published, built from the sources at hand. */
export function packed(): string {
  tarball ??= pack();
  return tarball;
}

function pack(): string {
  const folder = mkdtempSync(join(tmpdir(), 'engagement-sync-packed-'));
  const npm = (...args: string[]) => execFileSync('npm', args, { cwd: REPOSITORY, stdio: 'pipe' });
  npm('run', 'build');
  npm('pack', '--ignore-scripts', '--pack-destination', folder);
  return join(folder, `${packageJson.name}-${packageJson.version}.tgz`);
}

/** Unpacks it as the package of that name in an app. */
export function unpackInto(app: string): void {
  const folder = join(app, 'node_modules', packageJson.name);
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', packed(), '-C', folder, '--strip-components=1']);
}
