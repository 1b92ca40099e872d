import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DeliveredEvent } from '../../local/aws/event-bus.ts';

const PROGRAM = fileURLToPath(new URL('EventPatterns.java', import.meta.url));
const POM = fileURLToPath(new URL('pom.xml', import.meta.url));

export type Pattern = Readonly<Record<string, unknown>>;

export interface Verdict {
  /** The problem of the pattern. */
  readonly problem: string | null;
  /** For each event, in order. */
  readonly matches: readonly boolean[];
}

/** The programs that this machine lacks for the matcher. A JRE is not enough: its `java` does not run a source file. */
export function missingTool(): string | undefined {
  const needed = { javac: ['-version'], mvn: ['--version'] };
  return Object.entries(needed).find(([command, args]) => spawnSync(command, args).error)?.[0];
}

/** The result of AWS's own matcher for each pattern. */
export function verdictsOn(patterns: readonly Pattern[], events: readonly DeliveredEvent[]): Verdict[] {
  const output = execFileSync('java', ['--class-path', classPath(), PROGRAM], {
    input: JSON.stringify({ patterns, events }),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Maven downloads the jars once, and keeps them in its own repository. */
function classPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'event-ruler-'));
  try {
    const file = join(folder, 'class-path');
    execFileSync(
      'mvn',
      ['--quiet', '--batch-mode', '--file', POM, 'dependency:build-classpath', `-Dmdep.outputFile=${file}`],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    return readFileSync(file, 'utf8').trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
