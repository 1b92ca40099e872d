import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { FOR_LAMBDA } from '../../local/build/functions.ts';

const PEERS = ['plain', 'careful', 'floor', 'engagement-floor'];

/**
 * As ours, but with all of the SDK, as anybody's would be.
 *
 * @returns the folder, with a file for each, such as `careful.mjs`
 */
export async function bundledPeers(): Promise<string> {
  const outdir = mkdtempSync(join(tmpdir(), 'engagement-sync-peers-'));
  await build({
    entryPoints: PEERS.map((name) => fileURLToPath(new URL(`../peers/${name}.ts`, import.meta.url))),
    outdir,
    ...FOR_LAMBDA,
  });
  return outdir;
}
