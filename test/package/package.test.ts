import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { linkPackages } from '../support/link-packages.ts';

// Compiles twice, and bundles.
const SLOW_MACHINE_MS = 240_000;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const app = mkdtempSync(join(tmpdir(), 'engagement-sync-package-'));
afterAll(() => rmSync(app, { recursive: true }));

/** In the app, as its developer would; the output is in the error if it fails. */
const run = (command: string, args: readonly string[], cwd = app) =>
  execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: 'pipe',
    env: { ...process.env, CDK_OUTDIR: join(app, 'cdk.out'), CDK_VALIDATION: 'false' },
  });

// Only what the package declares, and what the app brings itself.
const { dependencies, peerDependencies } = packageJson;
const PACKAGES = [...Object.keys({ ...dependencies, ...peerDependencies }), 'typescript', 'tsx', '@types/node', '.bin'];

beforeAll(() => {
  run('npm', ['run', 'build'], ROOT);
  run('npm', ['pack', '--ignore-scripts', '--pack-destination', app], ROOT);
  const folder = join(app, 'node_modules', packageJson.name);
  mkdirSync(folder, { recursive: true });
  run('tar', ['-xzf', `${packageJson.name}-${packageJson.version}.tgz`, '-C', folder, '--strip-components=1']);
  linkPackages(app, PACKAGES);
  cpSync(fileURLToPath(new URL('app', import.meta.url)), app, { recursive: true });
  writeFileSync(join(app, 'package.json'), '{ "private": true, "type": "module" }');
  // CDK takes the folder of the lock file for that of the app.
  writeFileSync(join(app, 'package-lock.json'), '{}');
}, SLOW_MACHINE_MS);

describe('an app with the package installed', { timeout: SLOW_MACHINE_MS }, () => {
  it('compiles, strictly, by the rules of Node', () => {
    expect(run('node', ['node_modules/typescript/bin/tsc'])).toBe('');
  });

  it('knows the events', () => {
    const event = {
      source: 'engagement-sync',
      'detail-type': 'Engagement Invitation Expiring',
      resources: [],
      time: '2021-05-24T14:00:00Z',
      detail: {
        metadata: {
          schemaVersion: '1.0',
          eventId: '5f74ecc48099dbcf327b35d533b7979b',
          sequence: 4,
          scope: 'invitations/AWS/RECEIVER',
          detectedAt: '2021-05-24T14:00:00.000Z',
          baseline: false,
          replay: false,
          stale: false,
        },
        catalog: 'AWS',
        engagementInvitation: { id: 'engi-a7r3kd9w1hn4s' },
        expiry: { threshold: 'PT4H', secondsRemaining: 14400 },
      },
    };
    expect(JSON.parse(run('node', ['--import', 'tsx', 'consumer.ts', JSON.stringify(event)]))).toEqual({
      minutesLeft: 240,
      about: event['detail-type'],
      schemas: 10,
      title: event['detail-type'],
    });
  });

  it('synthesizes a stack with the feed, a rule, and the bundled function', () => {
    run('node', ['--import', 'tsx', 'app.ts']);
    const { Resources } = JSON.parse(readFileSync(join(app, 'cdk.out/Partner.template.json'), 'utf8'));
    const types = Object.values<{ Type: string }>(Resources).map(({ Type }) => Type);
    expect(types.filter((type) => type === 'AWS::Lambda::Function')).toHaveLength(2);
    expect(types.filter((type) => type === 'AWS::EventSchemas::Schema')).toHaveLength(10);
    expect(JSON.stringify(Resources)).toContain('"detail-type":["Engagement Invitation Expiring"]');
    const [bundle = ''] = readdirSync(join(app, 'cdk.out')).filter((name) => name.startsWith('asset.'));
    expect(readdirSync(join(app, 'cdk.out', bundle))).toEqual(['index.mjs', 'index.mjs.map']);
  });
});
