import { readFileSync, statSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SynthesizedStack } from '../../local/synthesized-stack.ts';
import { synthesized } from './synthesized.ts';

/** Far above what they are: it is met by a package that has no business there. */
const MOST_BYTES = 1_000_000;

let stack: SynthesizedStack;
beforeAll(() => {
  stack = synthesized();
}, 180_000);

describe.each(['invitations/AWS/RECEIVER', 'contact-engagements/us-east-1'])('the bundle for %s', (scope) => {
  it('is of a reasonable size', () => {
    expect(statSync(stack.functionOf(scope).bundle).size).toBeLessThan(MOST_BYTES);
  });

  it('holds nothing of the stack, of tests, or of this machine', () => {
    const { sources } = JSON.parse(readFileSync(`${stack.functionOf(scope).bundle}.map`, 'utf8')) as {
      sources: string[];
    };
    expect(sources.filter((source) => source.includes('@aws-sdk/client-dynamodb'))).not.toEqual([]);
    expect(sources.filter((source) => /aws-cdk-lib|vitest|\/local\/|\/test\//.test(source))).toEqual([]);
  });
});
