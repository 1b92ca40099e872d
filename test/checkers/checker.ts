import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.env.CHECKER_PROGRAMS;

export interface Ran {
  /** The exit code of the process: for most checkers, it tells whether they found anything. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of the virtual environment, with `input` as its standard input. */
export function runChecker(program: string, args: readonly string[], input = ''): Ran {
  if (!folder) throw new Error('The checkers are not installed. Run them by `npm run test:checkers`');
  const options = { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const { error, status, stdout, stderr } = spawnSync(join(folder, program), args, options);
  if (error) throw error;
  return { status, stdout, stderr };
}

/** The findings of a Python script beside this file, one a line. */
export function findingsOf(script: string, args: readonly string[], input?: string): string[] {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const { status, stdout, stderr } = runChecker('python', [file, ...args], input);
  if (status !== 0) throw new Error(`${script} ended with ${status}:\n${stderr}`);
  return stdout.split('\n').filter((line) => line !== '');
}
