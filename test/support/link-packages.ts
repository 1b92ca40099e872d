import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const INSTALLED = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** Links packages of this repository into an app elsewhere. The app does not find any other packages. */
export function linkPackages(app: string, names: readonly string[]): void {
  for (const name of names) {
    const target = join(app, 'node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(INSTALLED, name), target, 'junction');
  }
}
