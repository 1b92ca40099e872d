import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DetailType } from '../../../lambda/apis/detail-types.ts';
import { SCHEMA_VERSION } from '../../../lambda/core/contract.ts';
import { jsonSchemas } from '../../../lambda/events/index.ts';
import type { SchemaSet } from './additions.ts';
import { definedSchemas, publishedSchemas, publishSchemas, refuseBreaks, SCHEMA_FOLDER } from './schema-files.ts';
import { definedTypes, publishedTypes } from './type-file.ts';

const defined = definedSchemas();

describe('the schemas of docs/schemas', () => {
  it('change only by addition', async () => {
    refuseBreaks(await publishedSchemas(), defined);
  });

  it('are those of the definition: if not, `npm run schemas` writes them', async () => {
    expect(await publishedSchemas()).toEqual(defined);
  });

  it('are one for each detail-type, named after it', async () => {
    const expected = Object.values(DetailType).map((detailType) => `${detailType.replaceAll(' ', '')}.json`);
    expect(await readdir(SCHEMA_FOLDER)).toEqual(['README.md', ...expected].sort());
  });

  it('are what the package exports', async () => {
    expect(jsonSchemas).toEqual(await publishedSchemas());
  });

  it('are valid draft-07, in which ajv finds nothing unclear', () => {
    const ajv = addFormats.default(new Ajv({ strict: true }));
    for (const schema of Object.values(defined)) {
      expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
      expect(ajv.validateSchema(schema), ajv.errorsText()).toBe(true);
      ajv.compile(schema);
    }
  });

  it('describe every field of the detail, and leave room for others', () => {
    for (const [detailType, schema] of Object.entries(defined)) {
      const { detail } = schema.properties as { detail: object };
      for (const [path, node] of nodesWithin(detail, `${detailType} detail`)) {
        expect(node, path).not.toHaveProperty('additionalProperties');
        if (!path.endsWith(' detail')) expect(node, path).toHaveProperty('description', expect.any(String));
      }
    }
  });
});

it('gives the types of lambda/events/types.ts: if not, `npm run schemas` writes them', async () => {
  expect(await publishedTypes()).toBe(await definedTypes());
});

describe('npm run schemas', () => {
  let folder: string;
  beforeAll(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'engagement-sync-')), 'schemas/');
  });
  afterAll(() => rm(folder, { recursive: true }));
  const changed = (change: (json: string) => string): SchemaSet => JSON.parse(change(JSON.stringify(defined)));

  it('writes additions', async () => {
    await publishSchemas(defined, folder);
    expect(await publishedSchemas(folder)).toEqual(defined);
    expect(await readFile(`${folder}SyncCompleted.json`, 'utf8')).toBe(
      await readFile(`${SCHEMA_FOLDER}SyncCompleted.json`, 'utf8'),
    );
  });

  it('refuses anything else, says what to do, and writes nothing', async () => {
    const renamed = changed((json) => json.replaceAll('secondsRemaining', 'secondsLeft'));
    await expect(publishSchemas(renamed, folder)).rejects.toThrow(
      [
        'The events change only by addition, but:',
        '- Engagement Invitation Expiring, detail.expiry.secondsRemaining: was removed',
        '- Engagement Invitation Expiring, detail.expiry.secondsRemaining: was always there, may be absent',
        '- Engagement Invitation Expiring, detail.expiry.secondsLeft: must be there, but events that were published before do not have it',
        'Take it back, or add another field that may be absent. If its meaning has to change, raise SCHEMA_VERSION in',
        'lambda/core/contract.ts, and say in CHANGELOG.md what consumers have to do.',
      ].join('\n'),
    );
    expect(await publishedSchemas(folder)).toEqual(defined);
  });

  it('lets it pass under a raised version, and removes what is gone', async () => {
    const { [DetailType.syncCompleted]: _, ...rest } = changed((json) =>
      json.replaceAll('secondsRemaining', 'secondsLeft').replaceAll(`"${SCHEMA_VERSION}"`, '"2.0"'),
    );
    await publishSchemas(rest, folder);
    expect(await publishedSchemas(folder)).toEqual(rest);
  });
});

function nodesWithin(node: object, path: string): [string, object][] {
  const { properties = {} } = node as { properties?: Record<string, object> };
  return [
    [path, node],
    ...Object.entries(properties).flatMap(([name, child]) => nodesWithin(child, `${path}.${name}`)),
  ];
}
