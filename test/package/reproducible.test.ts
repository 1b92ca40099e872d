import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { REPOSITORY } from './packed.ts';

const folder = mkdtempSync(join(tmpdir(), 'engagement-sync-clones-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A clone with the packages of this one, as hard links, and without what was built here. */
function clone(path: string): string {
  const root = join(folder, path);
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${REPOSITORY}`, root]);
  execFileSync('cp', ['-al', join(REPOSITORY, 'node_modules'), join(root, 'node_modules')]);
  rmSync(join(root, 'node_modules', '.cache'), { recursive: true, force: true });
  return root;
}

function digestOf(root: string): string {
  const print = ['--import', 'tsx', 'local/build/print-functions.ts'];
  const built = execFileSync('node', print, { cwd: root, encoding: 'utf8' });
  expect(built.startsWith(root)).toBe(true);
  const digest = createHash('sha256');
  for (const name of ['alerts', 'contact-engagements', 'invitations']) {
    for (const file of readdirSync(join(built, name)).sort()) {
      expect(statSync(join(built, name, file)).size).toBeGreaterThan(1000);
      digest.update(file).update(readFileSync(join(built, name, file)));
    }
  }
  return digest.digest('hex');
}

it('two clones, in folders of different depth, build the same bytes', { timeout: 120_000 }, () => {
  expect(digestOf(clone('one'))).toBe(digestOf(clone('another/deeper/one')));
});

it('what was built is never older than the sources', { timeout: 120_000 }, () => {
  const root = clone('changed');
  const before = digestOf(root);
  execFileSync('sh', ['-c', 'echo "process.title = \'changed\';" >> lambda/handlers/environment.ts'], { cwd: root });
  expect(digestOf(root)).not.toBe(before);
});
