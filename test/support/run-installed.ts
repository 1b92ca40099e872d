import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MissingProgram } from './virtual-environment.ts';

export interface InstalledRun {
  /** Of vitest */
  readonly config: URL;
  /** Installs what the tests run, and tells them where it is by these variables. */
  readonly install: () => Readonly<Record<string, string>>;
  /** Said where something is missing, such as "Nothing was deployed." */
  readonly otherwise: string;
}

/**
 * Runs tests of what is not in npm. Python is optional on a laptop, where its absence only means that nothing was tried.
 * With CI=true it is a failure, or the tests could stay away for months unnoticed.
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
