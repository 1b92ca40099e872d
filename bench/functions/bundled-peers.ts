import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PEERS = ['plain', 'careful', 'floor', 'engagement-floor'];

/**
 * As ours in local/build/functions.ts: ESM, minified, with source maps; but with all of the SDK, as anybody's would be.
 *
 * @returns the folder, with a file for each, such as `careful.mjs`
 */
export async function bundledPeers(): Promise<string> {
  const outdir = mkdtempSync(join(tmpdir(), 'engagement-sync-peers-'));
  await build({
    entryPoints: PEERS.map((name) => fileURLToPath(new URL(`../peers/${name}.ts`, import.meta.url))),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: true,
  });
  return outdir;
}
