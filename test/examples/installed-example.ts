import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import { unpackInto } from '../package/packed.ts';
import { linkPackages } from '../support/link-packages.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What is in the folder of who has worked there. */
const LEFT_BEHIND = ['node_modules', 'cdk.out'];

/**
 * An example in a folder of its own, with the packages that its package.json names, as `npm ci` there would install
 * them. engagement-sync is what would be published now, whatever is in `dist/`.
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

  /** In its folder; what was printed is in the error if it fails. */
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
