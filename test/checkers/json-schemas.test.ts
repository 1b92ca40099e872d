import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { findingsOf } from './checker.ts';

const SCHEMAS = fileURLToPath(new URL('../../docs/schemas', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'engagement-sync-schemas-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('the published JSON Schemas are of draft-07', () => {
  const files = readdirSync(SCHEMAS).filter((name) => name.endsWith('.json'));
  expect(files).toHaveLength(10);
  expect(
    findingsOf(
      'check_schemas.py',
      files.map((name) => join(SCHEMAS, name)),
    ),
  ).toEqual([]);
});

it('what is not is found', () => {
  const file = join(folder, 'wrong.json');
  writeFileSync(file, JSON.stringify({ type: 'objekt', properties: { id: { pattern: '(' } } }));
  const findings = findingsOf('check_schemas.py', [file]);
  expect(findings).toContainEqual(expect.stringContaining('$.type'));
  expect(findings).toContainEqual(expect.stringContaining('$.properties.id.pattern'));
});
