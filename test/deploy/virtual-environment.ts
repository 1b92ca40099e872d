import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/ministack', import.meta.url));
/** Copied when all is installed: a folder without it was left half-way. */
const INSTALLED = join(FOLDER, 'requirements.txt');
const OLDEST_PYTHON = [3, 10] as const;

export class MissingProgram extends Error {}

/**
 * MiniStack in a virtual environment of its own, made anew only when the pinned version has changed.
 *
 * @returns the path of its program
 * @throws MissingProgram
 */
export function installMiniStack(): string {
  const program = join(FOLDER, 'bin', 'ministack');
  // MiniStack has openssl make its certificate.
  if (spawnSync('openssl', ['version']).status !== 0) {
    throw new MissingProgram('`openssl` was not found on the PATH. Install OpenSSL, and run this again.');
  }
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === readFileSync(REQUIREMENTS, 'utf8')) return program;

  checkPython();
  rmSync(FOLDER, { recursive: true, force: true });
  run('python3', ['-m', 'venv', FOLDER], 'Install the venv module of Python: on Debian and Ubuntu, python3-venv.');
  run(
    join(FOLDER, 'bin', 'python'),
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS],
    'Look at what pip says, and run this again.',
  );
  copyFileSync(REQUIREMENTS, INSTALLED);
  return program;
}

function checkPython(): void {
  const wanted = OLDEST_PYTHON.join('.');
  const remedy = `MiniStack, which simulates AWS, needs Python ${wanted} or later. Install it, and run this again.`;
  const { status, stdout } = spawnSync('python3', ['-c', 'import sys; print(*sys.version_info[:2], sep=".")'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new MissingProgram(`\`python3\` was not found on the PATH. ${remedy}`);
  const [major = 0, minor = 0] = stdout.trim().split('.').map(Number);
  const isNewEnough = major > OLDEST_PYTHON[0] || (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]);
  if (!isNewEnough) throw new MissingProgram(`\`python3\` is ${stdout.trim()}. ${remedy}`);
}

function run(program: string, args: readonly string[], remedy: string): void {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) {
    throw new MissingProgram(`\`${program} ${args.join(' ')}\` failed:\n${stdout}${stderr}${remedy}`);
  }
}
