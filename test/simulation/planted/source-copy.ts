import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PlantedBug } from './bug.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Everything that the simulation needs to run. */
const COPIED = ['package.json', 'tsconfig.json', 'lambda', 'local', 'test/simulation'];

/** The list no longer matches the sources. */
export class OutdatedBug extends Error {
  override readonly name = 'OutdatedBug';
}

/** A copy of the sources, to plant bugs in. */
export class SourceCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'planted-bug-'));

  constructor() {
    for (const name of COPIED) cpSync(join(ROOT, name), join(this.folder, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** @throws OutdatedBug */
  plant(bug: PlantedBug): void {
    const { file, text } = spoilt(bug, sourcesIn(this.folder));
    writeFileSync(join(this.folder, file), text);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

interface Source {
  readonly file: string;
  readonly text: string;
}

/** The code of the functions. */
function sourcesIn(folder: string): Source[] {
  const files = readdirSync(join(folder, 'lambda'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ file: join('lambda', name), text: readFileSync(join(folder, 'lambda', name), 'utf8') }));
}

/**
 * The source with the bug in it. Finds the code in any file and any layout.
 *
 * @throws OutdatedBug
 */
export function spoilt({ name, find, replace }: PlantedBug, sources: readonly Source[]): Source {
  const code = inAnyLayout(find);
  const places = sources.flatMap(({ file, text }) =>
    [...text.matchAll(code)].map(({ index, 0: found }) => ({ file, text, index, found })),
  );
  const [place] = places;
  if (!place || places.length > 1) {
    throw new OutdatedBug(
      `The planted bug "${name}" is out of date: its code must stand in lambda/ once, and stands there ${places.length} ` +
        `times. Change "find" and "replace" in test/simulation/planted to what the code says now:\n${find}`,
    );
  }
  const { file, text, index, found } = place;
  return { file, text: text.slice(0, index) + replace + text.slice(index + found.length) };
}

/** Ignores spaces, and commas before a closing bracket. */
function inAnyLayout(code: string): RegExp {
  const tokens = code.match(/\w+|[^\w\s]/g) ?? [];
  const escaped = tokens.map((token) => (/[)\]}]/.test(token) ? `,?\\s*\\${token}` : token.replaceAll(/\W/g, '\\$&')));
  return new RegExp(escaped.join('\\s*'), 'g');
}

/** The problems of the bugs that no longer match the sources. */
export function outdated(bugs: readonly PlantedBug[]): string[] {
  const sources = sourcesIn(ROOT);
  return bugs.flatMap((bug) => {
    try {
      spoilt(bug, sources);
      return [];
    } catch (error) {
      if (error instanceof OutdatedBug) return [error.message];
      throw error;
    }
  });
}
