import { readFileSync, statSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { SynthesizedStack } from '../../local/synthesized-stack.ts';

/** Of which the client of Incident Manager, an older one, brings a generation of its own. docs/cold-start.md */
const GENERATIONS = [
  '@aws-sdk/core',
  '@smithy/core',
  '@smithy/node-http-handler',
  '@smithy/signature-v4',
  '@smithy/types',
];

/** About 3 % above what they are. docs/cold-start.md says what is in them: raise one only with a reason there. */
const BUDGETS = [
  { scope: 'invitations/AWS/RECEIVER', maxBytes: 328_000, maxMapBytes: 547_000, twice: [] },
  { scope: 'contact-engagements/us-east-1', maxBytes: 382_000, maxMapBytes: 638_000, twice: GENERATIONS },
];

let stack: SynthesizedStack;
beforeAll(() => {
  stack = SynthesizedStack.create();
}, 180_000);

/** The folders of a package, by its name. */
function copiesIn(bundle: string): Map<string, Set<string>> {
  const { sources } = JSON.parse(readFileSync(`${bundle}.map`, 'utf8')) as { sources: string[] };
  const copies = new Map<string, Set<string>>();
  for (const source of sources) {
    const [, folder, name] = /(node_modules\/(?:.*\/node_modules\/)?((?:@[^/]+\/)?[^/]+))\//.exec(source) ?? [];
    if (folder !== undefined && name !== undefined) copies.set(name, (copies.get(name) ?? new Set()).add(folder));
  }
  return copies;
}

describe.each(BUDGETS)('the bundle for $scope', ({ scope, maxBytes, maxMapBytes, twice }) => {
  it('stays within its budget, and so does its source map', () => {
    const { bundle } = stack.functionOf(scope);
    expect(statSync(bundle).size).toBeLessThanOrEqual(maxBytes);
    expect(statSync(`${bundle}.map`).size).toBeLessThanOrEqual(maxMapBytes);
  });

  it('has no package twice but for those that are named', () => {
    const copies = copiesIn(stack.functionOf(scope).bundle);
    expect([...copies.keys()]).toContain('@aws-sdk/client-dynamodb');
    const found = [...copies].filter(([, folders]) => folders.size > 1).map(([name]) => name);
    expect(found.sort()).toEqual(twice);
  });

  it('has none of what looks for credentials outside the environment', () => {
    const packages = [...copiesIn(stack.functionOf(scope).bundle).keys()];
    expect(packages.filter((name) => /credential-provider|client-s[st][os]|nested-clients/.test(name))).toEqual([
      '@aws-sdk/credential-provider-env',
    ]);
  });

  it('does not import http, for which Node would load undici', () => {
    const code = readFileSync(stack.functionOf(scope).bundle, 'utf8');
    const imported = [...code.matchAll(/from"(?:node:)?(https?)"/g)].map(([, module]) => module);
    expect(new Set(imported)).toEqual(new Set(['https']));
  });
});
