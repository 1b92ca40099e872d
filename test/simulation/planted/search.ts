import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { PlantedBug } from './bug.ts';
import { SourceCopy } from './source-copy.ts';

/** The result of a search: a guarantee was broken in this world; the code itself failed there; neither. */
export type Sought =
  | { readonly outcome: 'caught' | 'broke down'; readonly world: number; readonly message: string }
  | { readonly outcome: 'not caught' };

export interface Range {
  readonly firstSeed: number;
  readonly worlds: number;
  readonly profile?: string | undefined;
}

/** For a bug that makes a world loop forever. */
const TIME_LIMIT_MS = 180_000;

/** Plays worlds on a copy of the sources, with or without a bug. */
export async function search(bug: PlantedBug | undefined, { firstSeed, worlds, profile }: Range): Promise<Sought> {
  const copy = new SourceCopy();
  try {
    if (bug) copy.plant(bug);
    const program = ['--import', 'tsx', 'test/simulation/planted/seek.ts', String(firstSeed), String(worlds)];
    const { stdout } = await promisify(execFile)(process.execPath, [...program, ...(profile ? [profile] : [])], {
      cwd: copy.folder,
      timeout: TIME_LIMIT_MS,
    });
    return JSON.parse(stdout) as Sought;
  } finally {
    copy.remove();
  }
}
