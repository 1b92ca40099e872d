import { SynthesizedStack } from '../../local/synthesized-stack.ts';

let stack: SynthesizedStack | undefined;

/** The stack with its default settings. To synthesize takes seconds, so test files that share a process share it. */
export function synthesized(): SynthesizedStack {
  stack ??= SynthesizedStack.create();
  return stack;
}
