import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Environment } from '../../lambda/core/contract.ts';
import { SynthesizedStack } from '../../local/synthesized-stack.ts';

export const INPUT = { scope: 'invitations/AWS/RECEIVER', mode: 'sync' };

export const PEERS = ['plain', 'careful', 'floor'] as const;
export type PeerName = (typeof PEERS)[number];
/** Ours as it is deployed, and ours with `baseline: all`, which announces everything at the first sync, as the peers do. */
export type ContestantName = 'ours' | 'ours-all' | PeerName;

export interface Contestant {
  readonly name: ContestantName;
  readonly bundle: string;
  readonly environment: Readonly<Record<string, string>>;
}

export type Contestants = Readonly<Record<ContestantName, Contestant>>;

/** More than anybody calls: the limit would be all that is measured. */
const NO_LIMIT = { [Environment.callsPerSecond]: '100000' };
/** The SDK announces its end of support for Node 20. */
const NO_WARNING = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

export async function bundledContestants(): Promise<Contestants> {
  const { bundle, environment } = SynthesizedStack.create().functionOf(INPUT.scope, INPUT.mode);
  const ours = { ...environment, ...NO_LIMIT, ...NO_WARNING };
  // Stack traces cost time where errors are thrown; the limit of the heap is a feature of ours.
  const peers = { ...NO_WARNING, NODE_OPTIONS: '--enable-source-maps' };
  const folder = await bundledPeers();
  const peer = (name: PeerName) => ({ name, bundle: join(folder, `${name}.mjs`), environment: peers });
  return {
    ours: { name: 'ours', bundle, environment: ours },
    'ours-all': {
      name: 'ours-all',
      bundle,
      environment: { ...ours, [Environment.baseline]: 'all' },
    },
    plain: peer('plain'),
    careful: peer('careful'),
    floor: peer('floor'),
  };
}

/**
 * As ours in lib/sync/bundling.ts: ESM, minified, with source maps; but with all of the SDK, as anybody's would be.
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
