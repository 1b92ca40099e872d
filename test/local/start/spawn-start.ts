import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const START = fileURLToPath(new URL('../../../bin/start.ts', import.meta.url));

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SpawnOptions {
  readonly cwd?: string;
  /** The whole environment, except PATH. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with all the standard output so far. */
  readonly onStdout?: (stdout: string, child: ChildProcessByStdio<null, Readable, Readable>) => void;
}

/** The program behind `npm start`, in its own process. */
export async function spawnStart(args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  const env = { PATH: process.env.PATH, ...options.env };
  const child = spawn(process.execPath, ['--import', TSX, START, ...args], {
    cwd: options.cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk;
    options.onStdout?.(stdout, child);
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

export const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');
