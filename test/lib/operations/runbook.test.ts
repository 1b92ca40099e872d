import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { synthesize } from '../synthesize.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const runbook = readFileSync(`${ROOT}/docs/operations.md`, 'utf8');
const matches = (pattern: RegExp) => [...runbook.matchAll(pattern)].map(([, found = '']) => found);

const sources = readdirSync(`${ROOT}/lambda`, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(`${ROOT}/lambda/${file}`, 'utf8'));

/** Not as part of a longer name, such as an error's, which need not be in a message. */
const isInSources = (words: string) => sources.some((source) => new RegExp(`(?<!\\w)${words}(?!\\w)`).test(source));

/** Words that come from elsewhere. */
const NOT_OURS: Readonly<Record<string, string>> = {
  ERROR: 'the level of logger.error, and what Lambda calls that which is thrown',
  timed:
    'https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html: "Task timed out after 3.00 seconds"',
};
/** In the logger's form: JSON without spaces. */
const fieldIn = (text: string) => /^(\w+)":/.exec(text)?.[1];

describe('the runbook', () => {
  it.each(matches(/`"([^`]+?)"?`/g))('tells people to search for words that are in the log: %s', (words) => {
    const field = fieldIn(words);
    expect(words).not.toMatch(/":\s/);
    expect(isInSources(field ?? words)).toBe(true);
  });

  it('filters the log by words that are in it', () => {
    const filters = matches(/--filter-pattern ('[^']+'|\S+)/g);
    expect(filters.length).toBeGreaterThan(2);
    const terms = filters.flatMap((filter) => filter.replaceAll(/['?]/g, '').split(' '));
    for (const term of terms) expect(term in NOT_OURS || isInSources(term), term).toBe(true);
  });

  it('takes nothing but outputs of the stack', () => {
    const outputs = Object.keys(synthesize().findOutputs('*'));
    const taken = matches(/(?<!-)\boutput (\w+)/g).concat(
      matches(/^for name in (.+); do$/gm).flatMap((names) => names.split(' ').map((name) => `${name}FunctionName`)),
    );
    expect(taken.length).toBeGreaterThan(10);
    for (const name of taken) expect(outputs).toContain(name);
    expect(runbook).not.toMatch(/<(function|queue|log group|table|archive ARN|bus ARN)>/);
  });

  it('has the attribute by which DynamoDB forgets items', () => {
    synthesize().hasResourceProperties('AWS::DynamoDB::Table', {
      TimeToLiveSpecification: { AttributeName: matches(/AttributeName=(\w+)/g)[0], Enabled: true },
    });
  });
});
