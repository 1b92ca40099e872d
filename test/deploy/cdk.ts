import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ACCOUNT, REGION } from './ministack.ts';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
/** The program behind `npx cdk`. npx itself would ask the registry for its own updates in each new home. */
const CLI = join(REPOSITORY, 'node_modules', '.bin', 'cdk');

export interface App {
  /** As in `cdk --app`, in the folder of the repository. */
  readonly command: string;
  /** As in `cdk --context`. */
  readonly context?: Readonly<Record<string, string>>;
}

export interface Deployed {
  /** The output of the CLI. */
  readonly printed: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** The CDK CLI of this repository, with only `environment` as its environment. */
export class Cdk {
  constructor(
    private readonly home: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  bootstrap(): Promise<string> {
    // Without account and region, it would synthesize the app of cdk.json to find them.
    return this.#run(['bootstrap', `aws://${ACCOUNT}/${REGION}`]);
  }

  /** @returns the folder of the assembly */
  async synth(name: string, { command, context = {} }: App): Promise<string> {
    const assembly = join(this.home, 'assemblies', name);
    const settings = Object.entries(context).flatMap(([key, value]) => ['--context', `${key}=${value}`]);
    await this.#run(['synth', '--quiet', '--app', command, '--output', assembly, ...settings]);
    return assembly;
  }

  /** Deploys an assembly of one stack. */
  async deploy(assembly: string): Promise<Deployed> {
    const file = join(assembly, 'outputs.json');
    const printed = await this.#run([
      'deploy',
      ...['--app', assembly],
      ...['--require-approval', 'never'],
      ...['--outputs-file', file],
    ]);
    const [outputs] = Object.values<Record<string, string>>(JSON.parse(readFileSync(file, 'utf8')));
    return { printed, outputs: outputs ?? {} };
  }

  async #run(args: readonly string[]): Promise<string> {
    const child = spawn(CLI, args, {
      cwd: REPOSITORY,
      env: { PATH: process.env.PATH, HOME: this.home, NO_COLOR: '1', ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    if (exitCode !== 0) throw new Error(`cdk ${args.join(' ')} failed:\n${stdout}${stderr}`);
    return stdout + stderr;
  }
}
