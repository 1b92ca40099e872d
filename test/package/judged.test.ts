import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPIRING } from '../support/expiring-event.ts';
import { ConsumerApp } from './consumer-app.ts';
import { judge } from './package-managers.ts';
import { packed, REPOSITORY, unpackInto } from './packed.ts';

const MOST_BYTES = 1_000_000;

const app = new ConsumerApp();
const installed = join(app.folder, 'node_modules', 'engagement-sync');
beforeAll(() => {
  app.write('package.json', '{}');
  app.copy('events/consumer.ts', 'consumer.ts');
  unpackInto(app.folder);
}, 60_000);
afterAll(() => app.remove());

describe('the package', () => {
  it('is what publint would publish', { timeout: 60_000 }, () => {
    expect(judge(app, 'publint', ['run', packed(), '--strict'])).toContain('All good!');
  });

  it('has types that are right for every way to import it, for Are The Types Wrong', { timeout: 60_000 }, () => {
    // It knows no JSON files.
    const args = [packed(), '--format', 'json', '--entrypoints', '.', 'events'];
    const { analysis } = JSON.parse(judge(app, 'attw', args));
    expect(Object.keys(analysis.entrypoints)).toEqual(['.', './events']);
    expect(analysis.problems).toEqual([]);
  });

  it('has types that refer to no package but the peers', () => {
    const folder = join(installed, 'dist', 'types');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.d.ts'));
    const imported = files
      .flatMap((file) => ts.preProcessFile(readFileSync(join(folder, file), 'utf8')).importedFiles)
      .map(({ fileName }) => fileName)
      .filter((name) => !/^(\.|aws-cdk-lib(\/|$)|constructs$)/.test(name));
    expect(imported).toEqual([]);
  });

  it('is small, and needs no other package', () => {
    expect(statSync(packed()).size).toBeLessThan(MOST_BYTES);
    const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    expect(dependencies).toBeUndefined();
  });

  it('names the licences of what is part of it', () => {
    const notices = readFileSync(join(installed, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['@aws-sdk/client-dynamodb', 'valibot', '@aws-lambda-powertools/logger']) {
      expect(notices).toContain(`\n${name} `);
    }
  });
});

describe('the events in a function of a consumer', () => {
  it('work once they are bundled', async () => {
    const outfile = join(app.folder, 'consumer.mjs');
    await build({
      absWorkingDir: app.folder,
      entryPoints: ['consumer.ts'],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
    });
    const { handler } = await import(outfile);
    expect(await handler(EXPIRING)).toEqual({
      minutesLeft: 240,
      about: EXPIRING['detail-type'],
      schemas: 10,
      title: EXPIRING['detail-type'],
    });
  });

  it('have a description for every field, where an editor shows it', () => {
    const files = ts.sys.readDirectory(join(installed, 'dist', 'types', 'lambda', 'events'), ['types.d.ts']);
    const { service, fields } = editorOn(files[0] ?? '');
    const silent = fields.filter(({ position }) => {
      const [text] = service.getQuickInfoAtPosition(files[0] ?? '', position)?.documentation ?? [];
      return text === undefined;
    });
    expect(fields.length).toBeGreaterThan(100);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});

/** The language service of an editor, and all fields of the types in a file. */
function editorOn(file: string) {
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({}),
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) =>
      ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(readFileSync(name, 'utf8')) : undefined,
    getCurrentDirectory: () => REPOSITORY,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
  });
  const fields: { readonly name: string; readonly position: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertySignature(node)) fields.push({ name: node.getText(), position: node.name.getStart() });
    ts.forEachChild(node, visit);
  };
  const source = service.getProgram()?.getSourceFile(file);
  if (source) visit(source);
  return { service, fields };
}
