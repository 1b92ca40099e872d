import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { ConsumerApp, versionOf } from './consumer-app.ts';
import { npm, pnpm, yarn } from './package-managers.ts';
import { packed, REPOSITORY } from './packed.ts';
import { codeHashes, publishedBy } from './synthesized-functions.ts';

/** It installs aws-cdk-lib, from the registry the first time. */
const SLOW_MS = 300_000;
const CDK = { 'aws-cdk-lib': versionOf('aws-cdk-lib'), constructs: versionOf('constructs') };
const TYPESCRIPT = { typescript: versionOf('typescript'), '@types/node': versionOf('@types/node') };
const TSX = { tsx: versionOf('tsx') };

interface Kind {
  /** Writes and installs the app. */
  install(app: ConsumerApp): void;
  /** As its developer would. */
  synthesize(app: ConsumerApp): void;
}

const feed = () => ({ 'engagement-sync': `file:${packed()}` });
const tsconfig = (compilerOptions: object) => ({
  compilerOptions: {
    target: 'es2022',
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    ...compilerOptions,
  },
});

/** As one writes it where imports have no extensions. */
const COMMONJS_APP = `import { App } from 'aws-cdk-lib';
import { PartnerStack } from './partner-stack';

const app = new App();
new PartnerStack(app);
app.synth();
`;

/** The same app, with `require` for each `import`. */
const asCommonJs = (source: string) => source.replaceAll(/^import (.*) from (.*);$/gm, 'const $1 = require($2);');

const KINDS: Readonly<Record<string, Kind>> = {
  'npm, ES modules, TypeScript by the rules of Node': {
    install(app) {
      app.write('package.json', {
        type: 'module',
        dependencies: { ...feed(), ...CDK },
        devDependencies: { ...TYPESCRIPT, ...TSX },
      });
      app.write('tsconfig.json', tsconfig({ module: 'nodenext' }));
      for (const file of ['app.ts', 'partner-stack.ts', 'types.ts']) app.copy(`feed/${file}`, file);
      npm(app, ['install', '--ignore-scripts']);
    },
    synthesize(app) {
      app.run('node', ['node_modules/typescript/bin/tsc']);
      app.run('node', ['--import', 'tsx', 'app.ts']);
    },
  },
  'what cdk init writes, with Jest': {
    install(app) {
      const cdk = join(REPOSITORY, 'node_modules', '.bin', 'cdk');
      mkdirSync(join(app.folder, 'partner'));
      app.run(cdk, ['init', 'app', '--language', 'typescript', '--generate-only'], { folder: 'partner' });
      const file = join(app.folder, 'partner', 'package.json');
      const written = JSON.parse(readFileSync(file, 'utf8'));
      // A newer library would write what this CLI cannot read.
      writeFileSync(file, JSON.stringify({ ...written, dependencies: { ...written.dependencies, ...feed(), ...CDK } }));
      app.copy('feed/partner-stack.ts', 'partner/lib/partner-stack.ts');
      app.copy('feed/partner-stack.jest.ts', 'partner/test/partner.test.ts');
      app.write('partner/bin/partner.ts', COMMONJS_APP.replace('./', '../lib/'));
      npm(app, ['install'], { folder: 'partner' });
    },
    synthesize(app) {
      app.run('npm', ['run', 'build'], { folder: 'partner' });
      app.run('npm', ['test'], { folder: 'partner' });
      app.run('npx', ['cdk', 'synth', '--quiet', '--output', app.outdir], { folder: 'partner' });
    },
  },
  'pnpm, TypeScript for bundlers': {
    install(app) {
      app.write('package.json', {
        type: 'module',
        dependencies: { ...feed(), ...CDK },
        devDependencies: { ...TYPESCRIPT, ...TSX },
      });
      app.write('tsconfig.json', tsconfig({ module: 'esnext', moduleResolution: 'bundler' }));
      for (const file of ['app.ts', 'partner-stack.ts']) app.copy(`feed/${file}`, file);
      pnpm(app, ['install', '--no-frozen-lockfile', '--ignore-scripts']);
    },
    synthesize(app) {
      pnpm(app, ['exec', 'tsc']);
      app.run('node', ['--import', 'tsx', 'app.ts']);
    },
  },
  "Yarn 4 with Plug'n'Play, JavaScript as ES modules": {
    install(app) {
      app.write('package.json', { type: 'module', dependencies: { ...feed(), ...CDK } });
      app.write('yarn.lock', '');
      app.copy('feed/app.mjs', 'app.mjs');
      yarn(app, ['install']);
    },
    synthesize(app) {
      yarn(app, ['node', 'app.mjs']);
    },
  },
  'an npm workspace with an old esbuild, ts-node, and TypeScript 5.4 with moduleResolution node': {
    install(app) {
      app.write('package.json', { private: true, workspaces: ['packages/*'] });
      app.write('packages/site/package.json', { name: 'site', version: '1.0.0', dependencies: { esbuild: '0.14.54' } });
      app.write('packages/infra/package.json', {
        name: 'infra',
        version: '1.0.0',
        dependencies: { ...feed(), ...CDK },
        devDependencies: { typescript: '5.4.5', 'ts-node': '10.9.2', '@types/node': TYPESCRIPT['@types/node'] },
      });
      app.write(
        'packages/infra/tsconfig.json',
        tsconfig({
          module: 'commonjs',
          moduleResolution: 'node',
          noEmit: false,
          skipLibCheck: false,
          resolveJsonModule: true,
        }),
      );
      for (const file of ['partner-stack.ts', 'types.ts']) app.copy(`feed/${file}`, `packages/infra/${file}`);
      app.copy('events/consumer.ts', 'packages/infra/consumer.ts');
      app.write('packages/infra/app.ts', COMMONJS_APP);
      npm(app, ['install', '--ignore-scripts']);
    },
    synthesize(app) {
      app.run('npx', ['tsc', '--noEmit'], { folder: 'packages/infra' });
      app.run('npx', ['ts-node', 'app.ts'], { folder: 'packages/infra' });
    },
  },
  'a linked folder, JavaScript as CommonJS, run from another folder': {
    install(app) {
      app.write('package.json', { dependencies: CDK });
      app.copy('feed/app.mjs', 'app.cjs', asCommonJs);
      npm(app, ['install', '--ignore-scripts']);
      npm(app, ['install', '--ignore-scripts', '--install-links=false', REPOSITORY]);
    },
    synthesize(app) {
      mkdirSync(join(app.folder, 'elsewhere'));
      app.run('node', ['../app.cjs'], { folder: 'elsewhere' });
    },
  },
};

const hashes: Record<string, Readonly<Record<string, string>>> = {};

describe.each(Object.entries(KINDS))('in an app of %s', (name, kind) => {
  const app = new ConsumerApp();
  beforeAll(() => kind.install(app), SLOW_MS);
  afterAll(() => app.remove());

  it('the construct synthesizes', { timeout: SLOW_MS }, () => {
    kind.synthesize(app);
    hashes[name] = codeHashes(app);
    expect(Object.keys(hashes[name])).toHaveLength(2);
  });

  it('its function publishes an event', async () => {
    expect(await publishedBy(app)).toEqual(['Engagement Invitation Created', 'Sync Completed']);
  });
});

it('each of these apps deploys the same code', () => {
  const [first, ...others] = Object.values(hashes);
  expect(others).toHaveLength(Object.keys(KINDS).length - 1);
  for (const other of others) expect(other).toEqual(first);
});

it('consumers of the events install nothing else', { timeout: SLOW_MS }, () => {
  const app = new ConsumerApp();
  app.write('package.json', { dependencies: feed() });
  npm(app, ['install', '--ignore-scripts']);
  const installed = readdirSync(join(app.folder, 'node_modules')).filter((name) => !name.startsWith('.'));
  app.remove();
  expect(installed).toEqual([packageJson.name]);
});
