import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConsumerApp, RunOptions } from './consumer-app.ts';

/** From the registry, as their users have them. Not among our own packages, which everybody installs. */
const VERSIONS = { pnpm: '12', '@yarnpkg/cli-dist': '4', publint: '0.3', '@arethetypeswrong/cli': '0.18' };

let folder: string | undefined;

function programs(): string {
  if (folder !== undefined) return folder;
  folder = mkdtempSync(join(tmpdir(), 'engagement-sync-package-managers-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const packages = Object.entries(VERSIONS).map(([name, version]) => `${name}@${version}`);
  execFileSync('npm', ['install', '--ignore-scripts', ...packages], { cwd: folder, stdio: 'pipe' });
  return folder;
}

/** The registry that npm is set to. The others would ask one of their own. */
const registry = () => execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();

/** Judges a package. @param tarball of the package; publint and Are The Types Wrong both take it */
export const judge = (app: ConsumerApp, program: 'publint' | 'attw', args: readonly string[]): string =>
  app.run(join(programs(), 'node_modules', '.bin', program), args, { env: { NO_COLOR: '1' } });

type Run = (app: ConsumerApp, args: readonly string[], options?: RunOptions) => string;

export const npm: Run = (app, args, options) => app.run('npm', args, options);

export const pnpm: Run = (app, args, options) =>
  app.run(join(programs(), 'node_modules', '.bin', 'pnpm'), args, {
    ...options,
    env: { npm_config_registry: registry(), PNPM_CONFIG_REGISTRY: registry() },
  });

export const yarn: Run = (app, args, options) =>
  app.run('node', [join(programs(), 'node_modules', '@yarnpkg', 'cli-dist', 'bin', 'yarn.js'), ...args], {
    ...options,
    env: {
      YARN_NPM_REGISTRY_SERVER: registry(),
      YARN_ENABLE_TELEMETRY: '0',
      // With CI=true, Yarn would refuse to write the lock file, which a new app does not have.
      YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    },
  });
