import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PlantedBug } from './bug.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** All that the simulation needs to run. */
const COPIED = ['package.json', 'tsconfig.json', 'lambda', 'local', 'test/simulation'];

/** The list does not fit the sources any more. */
export class OutdatedBug extends Error {
  override readonly name = 'OutdatedBug';
}

/** A copy of the sources, to be spoilt. */
export class SourceCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'planted-bug-'));

  constructor() {
    for (const name of COPIED) cpSync(join(ROOT, name), join(this.folder, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** @throws OutdatedBug */
  plant(bug: PlantedBug): void {
    const path = join(this.folder, bug.file);
    writeFileSync(path, spoilt(bug, readFileSync(path, 'utf8')));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** @throws OutdatedBug */
export function spoilt({ name, file, find, replace }: PlantedBug, source: string): string {
  const [before = '', ...rest] = source.split(find);
  if (rest.length !== 1) {
    throw new OutdatedBug(
      `The planted bug "${name}" is out of date: its text must stand in ${file} once, and stands there ${rest.length} ` +
        `times. Change "find" and "replace" in test/simulation/planted to what the file says now:\n${find}`,
    );
  }
  return before + replace + rest[0];
}

/** What is wrong with the bugs that do not fit the sources any more. */
export function outdated(bugs: readonly PlantedBug[]): string[] {
  return bugs.flatMap((bug) => {
    try {
      spoilt(bug, readFileSync(join(ROOT, bug.file), 'utf8'));
      return [];
    } catch (error) {
      if (error instanceof OutdatedBug) return [error.message];
      throw error;
    }
  });
}
