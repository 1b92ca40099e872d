import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };

// Starts Node, the CDK and esbuild.
vi.setConfig({ testTimeout: 60_000 });

const outdir = mkdtempSync(join(tmpdir(), 'engagement-sync-'));
afterAll(() => rmSync(outdir, { recursive: true }));

/** Runs the command of cdk.json as the CDK CLI does, without an account in the environment. */
function synthesize(context: Record<string, unknown> = {}) {
  const [command = '', ...args] = cdkJson.app.split(' ');
  return spawnSync(command, args, {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...cdkJson.context, ...context }),
    },
  });
}

describe('without an account', () => {
  const { status } = synthesize();
  const bundles = readdirSync(outdir).filter((name) => name.startsWith('asset.'));

  it('writes the template of the stack EngagementSync', () => {
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')).artifacts.EngagementSync).toMatchObject({
      environment: 'aws://unknown-account/unknown-region',
    });
  });

  it('bundles each function as a minified ES module with its source map, which runs on this Node', async () => {
    expect(bundles).toHaveLength(3);
    for (const bundle of bundles) {
      const file = join(outdir, bundle, 'index.mjs');

      expect(readdirSync(join(outdir, bundle))).toEqual(['index.mjs', 'index.mjs.map']);
      expect(readFileSync(file, 'utf8')).not.toMatch(/^ {2}(const|return|if) /m);
      expect(await import(file)).toHaveProperty('handler', expect.any(Function));
    }
  });
});

it('says what is wrong with the settings, and no more', () => {
  expect(synthesize({ catalogs: 'Aws' })).toMatchObject({
    status: 1,
    stdout: '',
    stderr: 'Setting "catalogs": must be AWS or Sandbox, got "Aws". Example: -c catalogs=AWS,Sandbox\n',
  });
});
