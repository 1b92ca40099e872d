import { join } from 'node:path';

/** The folder with package.json: both `lib/` in a clone and `dist/` in the package lie in it. */
export const PACKAGE_ROOT = join(import.meta.dirname, '..');
