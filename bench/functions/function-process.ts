import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const RUNTIME = fileURLToPath(new URL('function-runtime.mjs', import.meta.url));
const KEPT_OUTPUT_CHARACTERS = 2000;

/** The cost of one call of a function. */
export interface Call {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Of the process since its start. */
  readonly peakMemoryBytes: number;
}

/** A bundled function in its own process, like an execution environment: started once, called often. */
export class FunctionProcess {
  /** The time to load the bundle. */
  initMs = 0;
  #output = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#output = (this.#output + chunk.toString()).slice(-KEPT_OUTPUT_CHARACTERS);
      });
    }
  }

  /** @param environment all environment variables of the function, except PATH */
  static async start(bundle: string, environment: Readonly<Record<string, string>>): Promise<FunctionProcess> {
    const env = { PATH: process.env.PATH, ...environment };
    const started = new FunctionProcess(fork(RUNTIME, [bundle], { env, silent: true, execArgv: [] }));
    const { initMs } = await started.#answer<{ initMs: number }>();
    started.initMs = initMs;
    return started;
  }

  async call(event: unknown): Promise<Call> {
    const answer = this.#answer<Call & { failure?: string }>();
    this.child.send(event as object);
    const { failure, ...call } = await answer;
    if (failure !== undefined)
      throw new Error(`The function failed with "${failure}". Its output ended:\n${this.#output}`);
    return call;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }

  async #answer<Answer>(): Promise<Answer> {
    const stop = new AbortController();
    const { signal } = stop;
    try {
      return await Promise.race([
        once(this.child, 'message', { signal }).then(([message]) => message as Answer),
        once(this.child, 'exit', { signal }).then(([exitCode, killedBy]) => {
          throw new Error(`The function ended by itself (${exitCode ?? killedBy}). Its output ended:\n${this.#output}`);
        }),
      ]);
    } finally {
      stop.abort();
    }
  }
}
