import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** What would be published: pack.ts has packed it. */
export const packed = () => inject('tarball');

/** Unpacks it as the package of that name in an app. */
export function unpackInto(app: string): void {
  const folder = join(app, 'node_modules', packageJson.name);
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', packed(), '-C', folder, '--strip-components=1']);
}
