import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };

const outdir = mkdtempSync(join(tmpdir(), 'engagement-sync-'));
afterAll(() => rmSync(outdir, { recursive: true }));

/** Runs the command of cdk.json as the CDK CLI does, with nothing in the environment that tells of an account. */
function synthesize(context: Record<string, unknown>) {
  const [command = '', ...args] = cdkJson.app.split(' ');
  return spawnSync(command, args, {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...cdkJson.context, 'aws:cdk:bundling-stacks': [], ...context }),
    },
  });
}

it('writes the template of the stack EngagementSync without an account', () => {
  const { status, stderr } = synthesize({});

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')).artifacts.EngagementSync).toMatchObject({
    environment: 'aws://unknown-account/unknown-region',
  });
}, 60_000);

it('says what is wrong with the settings, and no more', () => {
  expect(synthesize({ catalogs: 'Aws' })).toMatchObject({
    status: 1,
    stdout: '',
    stderr: 'Setting "catalogs": must be AWS or Sandbox, got "Aws". Example: -c catalogs=AWS,Sandbox\n',
  });
}, 60_000);
