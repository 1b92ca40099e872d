import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotStartError } from './start-error.ts';

/** In the current folder, so each AWS account can have its own. */
export const SNAPSHOT_FOLDER = '.engagement-sync';

/** The folder of the snapshots, claimed by this process: a second process would corrupt the store. */
export interface ClaimedFolder {
  readonly storePath: string;
  release(): Promise<void>;
}

/** @throws CannotStartError */
export async function claimSnapshotFolder(): Promise<ClaimedFolder> {
  const claim = join(SNAPSHOT_FOLDER, 'in-use-by');
  await mkdir(SNAPSHOT_FOLDER, { recursive: true }).catch(refuse);
  if (!(await write(claim))) {
    const owner = Number(await readFile(claim, 'utf8').catch(() => ''));
    if (isRunning(owner)) {
      throw new CannotStartError(
        `Process ${owner} is using the snapshots in ${SNAPSHOT_FOLDER}/: one run at a time. If it is another program, ` +
          `delete ${claim}`,
      );
    }
    // Left behind by a run that was killed.
    await rm(claim, { force: true });
    if (!(await write(claim))) throw new CannotStartError(`Another run has just begun to use ${SNAPSHOT_FOLDER}/`);
  }
  return { storePath: join(SNAPSHOT_FOLDER, 'store'), release: () => rm(claim, { force: true }) };
}

/** Returns whether the file is new. */
async function write(claim: string): Promise<boolean> {
  try {
    await writeFile(claim, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    return refuse(error);
  }
}

function refuse(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  throw new CannotStartError(`Cannot keep snapshots in ${SNAPSHOT_FOLDER}/ (${reason})`);
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // The process exists, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
