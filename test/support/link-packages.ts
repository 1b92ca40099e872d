import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const INSTALLED = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** Makes packages of this repository the packages of an app elsewhere: what is not named there would not be found. */
export function linkPackages(app: string, names: readonly string[]): void {
  for (const name of names) {
    const target = join(app, 'node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(INSTALLED, name), target, 'junction');
  }
}
