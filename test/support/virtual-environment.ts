import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CACHE = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));
const OLDEST_PYTHON = [3, 10] as const;

export class MissingProgram extends Error {}

export interface PythonPrograms {
  /** Of its folder in the cache */
  readonly name: string;
  /** A requirements.txt with pinned versions */
  readonly requirements: URL;
  /** For the message if Python is missing, such as "MiniStack, which simulates AWS," */
  readonly subject: string;
}

/**
 * A virtual environment of Python, made again only if the pinned versions have changed.
 *
 * @returns the folder of its programs
 * @throws MissingProgram
 */
export function virtualEnvironment({ name, requirements, subject }: PythonPrograms): string {
  const folder = join(CACHE, name);
  const programs = join(folder, 'bin');
  const wanted = fileURLToPath(requirements);
  // Copied after everything is installed: a folder without it is incomplete.
  const installed = join(folder, 'requirements.txt');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(wanted, 'utf8')) return programs;

  checkPython(subject);
  rmSync(folder, { recursive: true, force: true });
  run('python3', ['-m', 'venv', folder], 'Install the venv module of Python: on Debian and Ubuntu, python3-venv.');
  run(
    join(programs, 'python'),
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', wanted],
    'Look at what pip says, and run this again.',
  );
  copyFileSync(wanted, installed);
  return programs;
}

function checkPython(subject: string): void {
  const wanted = OLDEST_PYTHON.join('.');
  const remedy = `${subject} needs Python ${wanted} or later. Install it, and run this again.`;
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
