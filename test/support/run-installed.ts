import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MissingProgram } from './virtual-environment.ts';

export interface InstalledRun {
  /** Of vitest */
  readonly config: URL;
  /** Installs the programs that the tests run. Returns environment variables that say where they are. */
  readonly install: () => Readonly<Record<string, string>>;
  /** The message if something is missing, such as "Nothing was deployed." */
  readonly otherwise: string;
}

/**
 * Runs tests that need programs outside npm. Python is optional on a laptop: without it, the tests are skipped. With CI=true
 * that is a failure; otherwise nobody might notice for months.
 */
export function runInstalled({ config, install, otherwise }: InstalledRun): void {
  try {
    const { status } = spawnSync(
      'npx',
      ['vitest', 'run', '--config', fileURLToPath(config), ...process.argv.slice(2)],
      { stdio: 'inherit', env: { ...process.env, ...install() } },
    );
    process.exitCode = status ?? 1;
  } catch (error) {
    if (!(error instanceof MissingProgram)) throw error;
    process.stderr.write(`${otherwise} ${error.message}\n`);
    process.exitCode = process.env.CI === 'true' ? 1 : 0;
  }
}
