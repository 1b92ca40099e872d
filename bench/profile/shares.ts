import { readFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { SourceMap } from 'node:module';

/** Not the function's: waiting, and what V8 cannot name. */
const NOBODY = new Set(['(idle)', '(program)', '(root)']);

/** Milliseconds by whose code was running, most first. */
export function shares(profileFile: string, bundle: string): [owner: string, ms: number][] {
  const { nodes, samples = [], timeDeltas = [] } = JSON.parse(readFileSync(profileFile, 'utf8')) as Profiler.Profile;
  const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, 'utf8')));
  const owners = new Map(nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame, map)]));
  const ms = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const owner = owners.get(id);
    if (owner !== undefined) ms.set(owner, (ms.get(owner) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  }
  return [...ms].sort(([, a], [, b]) => b - a);
}

function ownerOf(
  { functionName, url, lineNumber, columnNumber }: Profiler.Profile['nodes'][0]['callFrame'],
  map: SourceMap,
) {
  if (NOBODY.has(functionName)) return undefined;
  if (functionName === '(garbage collector)') return 'garbage collector';
  if (!url.endsWith('.mjs')) return 'Node';
  const entry = map.findEntry(lineNumber, columnNumber);
  const source = 'originalSource' in entry ? entry.originalSource : '';
  if (/node_modules\/(@aws-sdk|@smithy)\//.test(source)) return 'AWS SDK';
  if (source.includes('node_modules/')) return 'other packages';
  return source.includes('lambda/') ? 'this project' : 'Node';
}
