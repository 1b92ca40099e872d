import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const RUNTIME = fileURLToPath(new URL('lambda-runtime.mjs', import.meta.url));

export interface Invocation {
  readonly event: unknown;
  readonly timeoutMs: number;
  /** All environment variables of the function, except PATH */
  readonly environment: Readonly<Record<string, string>>;
  readonly onStart?: ((process: ChildProcess) => void) | undefined;
}

export interface Ended {
  /** null if it was killed */
  readonly exitCode: number | null;
  readonly output: string;
  readonly peakMemoryBytes: number;
  /** Including its start. */
  readonly cpuMs: number;
}

/** Calls the handler of a bundled function once, in its own process. */
export async function runBundle(bundle: string, invocation: Invocation): Promise<Ended> {
  const { event, timeoutMs, environment, onStart } = invocation;
  const child = fork(RUNTIME, [bundle, JSON.stringify(event), String(timeoutMs)], {
    env: { PATH: process.env.PATH, ...environment },
    silent: true,
    execArgv: [],
  });
  onStart?.(child);
  // As Lambda does.
  const limit = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  let output = '';
  let used = { peakMemoryBytes: 0, cpuMs: 0 };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  child.on('message', (message) => {
    used = message as typeof used;
  });
  const [exitCode] = await once(child, 'close');
  clearTimeout(limit);
  return { exitCode, output, ...used };
}
