import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageLock from '../../package-lock.json' with { type: 'json' };

const SOURCES = fileURLToPath(new URL('apps/', import.meta.url));

/** The version that this repository has installed. */
export const versionOf = (name: string): string => {
  const packages: Readonly<Record<string, { readonly version?: string }>> = packageLock.packages;
  const version = packages[`node_modules/${name}`]?.version;
  if (version === undefined) throw new Error(`${name} is not installed here`);
  return version;
};

/** An app in a folder of its own, outside the repository, as somebody else would have it. */
export class ConsumerApp {
  readonly folder = mkdtempSync(join(tmpdir(), 'engagement-sync-app-'));
  readonly outdir = join(this.folder, 'cdk.out');

  /** @param text JSON, unless it is text */
  write(file: string, text: string | object): void {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof text === 'string' ? text : JSON.stringify(text, undefined, 2));
  }

  /** @param source in test/package/apps */
  copy(source: string, file: string, change = (text: string) => text): void {
    this.write(file, change(readFileSync(join(SOURCES, source), 'utf8')));
  }

  /** Runs a command in it, as its developer would. What it printed is in the error if it fails. */
  run(command: string, args: readonly string[], { folder = '.', env = {} }: RunOptions = {}): string {
    try {
      return execFileSync(command, args, {
        cwd: join(this.folder, folder),
        encoding: 'utf8',
        stdio: 'pipe',
        env: { ...process.env, CDK_OUTDIR: this.outdir, CDK_VALIDATION: 'false', ...env },
      });
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
    }
  }

  /** A file of what it has synthesized. */
  synthesized<Content>(file: string): Content {
    return JSON.parse(readFileSync(join(this.outdir, file), 'utf8'));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface RunOptions {
  /** In the app. */
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
}
