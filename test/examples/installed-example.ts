import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import { unpackInto } from '../package/packed.ts';
import { linkPackages } from '../support/link-packages.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Files that are in the folder after somebody worked there. */
const LEFT_BEHIND = ['node_modules', 'cdk.out'];

/**
 * An example in its own folder, with the packages of its package.json, as `npm ci` would install them there.
 * engagement-sync is the package as it would be published now, whatever is in `dist/`.
 */
export class InstalledExample {
  readonly folder = mkdtempSync(join(tmpdir(), 'engagement-sync-example-'));

  constructor(name: string) {
    const source = join(ROOT, 'examples', name);
    cpSync(source, this.folder, { recursive: true, filter: (file) => !LEFT_BEHIND.includes(basename(file)) });
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
    const { [packageJson.name]: _, ...others } = dependencies;
    linkPackages(this.folder, Object.keys({ ...others, ...devDependencies, '.bin': '' }));
    unpackInto(this.folder);
  }

  /** Runs in its folder. If it fails, the error contains the output. */
  run(command: string, args: readonly string[]): string {
    return execFileSync(command, args, {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, CDK_OUTDIR: join(this.folder, 'cdk.out'), CDK_VALIDATION: 'false' },
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
