import type { ChildProcess } from 'node:child_process';
import type { World } from '../../local/aws/world.ts';
import { SynthesizedStack, synthesize } from '../../local/synthesized-stack.ts';
import { type Ended, runBundle } from './run-bundle.ts';

export interface RunOptions {
  readonly mode?: string;
  /** Replaces the input of the schedule, such as by a batch of a queue. */
  readonly event?: unknown;
  /** Replaces the stack's values. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Replaces the time-out of the function. */
  readonly timeLimitMs?: number;
  readonly onStart?: (process: ChildProcess) => void;
}

/** The synthesized stack, whose functions can run as in Lambda. */
export class RunnableStack extends SynthesizedStack {
  /** @param settings as on the command line, such as `{ catalogs: 'AWS,Sandbox' }` */
  static create(settings?: Readonly<Record<string, string>>): RunnableStack {
    return new RunnableStack(synthesize(settings));
  }

  /** Runs the function of a scope, like its schedule or somebody by hand. */
  async run(
    world: World,
    scope: string,
    { mode = 'sync', event, environment = {}, timeLimitMs, onStart }: RunOptions = {},
  ): Promise<Ended> {
    const { bundle, environment: set, timeoutMs, input } = this.functionOf(scope, mode);
    return runBundle(bundle, {
      event: event ?? input,
      timeoutMs: timeLimitMs ?? timeoutMs,
      environment: { ...set, ...world.environment, ...environment },
      onStart,
    });
  }
}
