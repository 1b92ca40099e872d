import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import type { InstalledExample } from './installed-example.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What each example has to be: an app that compiles, tried with the versions that it installs. */
export function itStandsAlone(installed: () => InstalledExample, timeout: number): void {
  it('compiles, strictly, by the rules of Node', { timeout }, () => {
    expect(installed().run('node', ['node_modules/typescript/bin/tsc'])).toBe('');
  });

  it('is tried with the versions that it installs', () => {
    const { folder } = installed();
    const versionsIn = (root: string, names: readonly string[]) => {
      const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
      return Object.fromEntries(names.map((name) => [name, packages[`node_modules/${name}`]?.version]));
    };
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const names = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => name !== packageJson.name);
    expect(versionsIn(folder, names)).toEqual(versionsIn(ROOT, names));
  });
}
